import { cp, rm } from 'node:fs/promises';
import { loadPlatform } from '../../../config/load';
import { findTerraform } from 'plan-review/terraform/find-terraform';
import { venvOf } from '../../../cli/project';
import { RehearsalWorkspace } from '../../../cli/start/rehearsal-workspace';
import { startRehearsal, type Rehearsal } from '../../../cli/start/rehearsal';
import { readStacks } from '../../../cli/stacks/manifest';
import { rehearsalEnvironment } from '../../../cli/start/rehearsal-environment';
import type { AwsSettings } from 'embedded-aws/gateway/settings';
import { installMoto } from 'embedded-aws/moto/install';
import { deployPlatform } from './deploy-platform';
import { paths, useRunFolder } from './run-folder';
import { startWatchdog, type Watchdog } from './watchdog';

/** Milliseconds for a test or hook on a busy machine; a load balancer alone takes a minute. */
const TIMEOUT_MS = 1_800_000;

/** How a platform gets deployed. */
export interface RehearsedPlatformOptions {
  /**
   * Folder with what a release synthesized: that is deployed, and the stacks of the working tree are still to be
   * deployed. @default - the stacks of the working tree are deployed
   */
  readonly release?: string;
}

/** A platform that is deployed to an embedded AWS and GitHub. */
export interface RehearsedPlatform {
  readonly workspace: RehearsalWorkspace;
  readonly rehearsal: Rehearsal;
  /** An AWS SDK client for the platform's account and region; destroyed after the tests. */
  client<Client extends { destroy(): void }>(type: new (settings: AwsSettings) => Client): Client;
}

/**
 * Deploys a platform to an embedded AWS and GitHub before the tests of the file that calls this, with everything that
 * `npm start` uses, and takes it all away after them.
 * @param configFile of the platform, or writes one and returns its path
 */
export function useRehearsedPlatform(
  configFile: string | ((fileOfRun: (name: string) => string) => Promise<string>),
  { release }: RehearsedPlatformOptions = {},
): RehearsedPlatform {
  jest.setTimeout(TIMEOUT_MS);
  const fileOfRun = useRunFolder();
  const clients: { destroy(): void }[] = [];
  let watchdog: Watchdog | undefined;
  let rehearsal: Rehearsal | undefined;
  let workspace: RehearsalWorkspace | undefined;

  beforeAll(async () => {
    watchdog = startWatchdog();
    const file = typeof configFile === 'string' ? configFile : await configFile(fileOfRun);
    const platform = loadPlatform(file);
    const python = await installMoto({ directory: venvOf(paths) });
    rehearsal = await startRehearsal({ platform, python, folder: fileOfRun(''), mark: watchdog.mark });
    const env = rehearsalEnvironment({ ...process.env, ...watchdog.mark }, rehearsal.address);
    const terraform = await findTerraform(env, paths.root);
    workspace = await RehearsalWorkspace.of({ paths, platform, terraform, folder: fileOfRun(''), env }, file);
    if (release === undefined) await deployPlatform(workspace);
    else workspace = await deployRelease(workspace, release, file);
  });

  afterAll(async () => {
    for (const client of clients) client.destroy();
    workspace?.close();
    await rehearsal?.close();
    await watchdog?.end();
  });

  return {
    get workspace() {
      return running(workspace);
    },
    get rehearsal() {
      return running(rehearsal);
    },
    client: (type) => {
      const { endpoint, region } = running(rehearsal).address;
      const credentials = { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal' };
      const client = new type({ endpoint, region, credentials });
      clients.push(client);
      return client;
    },
  };
}

/** Deploys a release. @returns the workspace with the stacks of the working tree, in the folders of those of the release */
async function deployRelease(
  workspace: RehearsalWorkspace,
  release: string,
  configFile: string,
): Promise<RehearsalWorkspace> {
  await rm(workspace.output, { recursive: true });
  await cp(release, workspace.output, { recursive: true });
  await deployPlatform(workspace, await readStacks(workspace.output));
  return workspace.with(configFile);
}

function running<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error('it runs only inside tests and hooks');
  return part;
}
