import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Platform } from '../../config/types';
import { RunningClock } from 'embedded-aws/clock';
import { remainingResources } from 'embedded-aws/remaining-resources';
import type { AwsSettings } from 'embedded-aws/gateway/settings';
import { startEmbeddedAws, type EmbeddedAws } from 'embedded-aws/start';
import { startGithub, type EmbeddedGithub } from 'embedded-aws/github/api/start';
import { startGithubProvider } from 'embedded-aws/github/provider/start';
import type { RehearsalAddress } from './rehearsal-environment';
import { createSecrets } from './secrets';

/** The embedded AWS and GitHub, running. */
export interface Rehearsal {
  readonly aws: Pick<EmbeddedAws, 'endpoint'> & { readonly settings: AwsSettings };
  readonly github: EmbeddedGithub;
  readonly address: RehearsalAddress;
  /** Folder for temporary files, which goes with that of the run, however that ends. */
  readonly scratch: string;
  /** What the embedded AWS held before anything was deployed. */
  readonly fresh: readonly string[];
  /** Ends them; what they held is lost. */
  close(): Promise<void>;
}

/** What the embedded AWS and GitHub are started for. */
export interface RehearsalOptions {
  readonly platform: Platform;
  /** Path of a Python that has moto. */
  readonly python: string;
  /** Folder of the run: logs, and what the embedded AWS and GitHub keep on disk. */
  readonly folder: string;
  /** Added to the environment of builds and containers. @default nothing */
  readonly mark?: Readonly<Record<string, string>>;
}

/** How much faster than ours the time of a rehearsal is: what AWS waits half a minute for takes a second. */
const SPEED = 30;

/**
 * Starts the embedded AWS, in the account of the config, and the embedded GitHub, with the repositories of the
 * services. Their secrets are made up anew each time.
 * @throws RehearsalError
 */
export async function startRehearsal({ platform, python, folder, mark }: RehearsalOptions): Promise<Rehearsal> {
  const { account, region } = platform;
  const githubToken = secret();
  const repositories = platform.services.map(({ repository }) => repository);
  const scratch = path.join(folder, 'tmp');
  await mkdir(scratch, { recursive: true });
  const github = await startGithub({
    scratch,
    accounts: [{ owner: platform.github.owner, token: githubToken, repositories }],
  });
  const aws = await startEmbeddedAws({
    account,
    region,
    python,
    scratch,
    logFile: path.join(folder, 'moto.log'),
    clock: new RunningClock(SPEED),
    githubUrl: github.url,
    environment: mark ?? {},
  }).catch(async (error: unknown) => {
    await github.close();
    throw error;
  });
  const provider = await startGithubProvider({ apiUrl: github.url });
  const credentials = { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal' };
  const settings = { endpoint: aws.endpoint, region, credentials };
  await createSecrets(platform, settings);
  return {
    aws: { endpoint: aws.endpoint, settings },
    github,
    scratch,
    fresh: await remainingResources(settings),
    address: { endpoint: aws.endpoint, region, reattach: provider.reattach, githubToken, webhookSecret: secret() },
    close: async () => {
      provider.close();
      await aws.close();
      await github.close();
    },
  };
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}
