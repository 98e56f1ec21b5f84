import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { loadPlatform } from '../../config/load';
import { venvOf } from '../../cli/project';
import { RehearsalWorkspace } from '../../cli/start/rehearsal-workspace';
import { startRehearsal, type Rehearsal } from '../../cli/start/rehearsal';
import { rehearsalEnvironment } from '../../cli/start/rehearsal-environment';
import { installMoto } from 'embedded-aws/moto/install';
import { findTerraform } from 'plan-review/terraform/find-terraform';
import { allGone, npmCommand, runNpm, type RunningCommand } from '../helpers/npm-command';
import { paths, useRunFolder } from './helpers/run-folder';

/** Milliseconds for a test on a busy machine; a load balancer alone takes a minute. */
const TIMEOUT_MS = 1_200_000;

/** What terraform says while a resource takes long: in the middle of a deployment. */
const MIDDLE = /Still creating/;

const PLATFORM_CONFIG = path.join(__dirname, '../fixtures/platforms/smallest.json');

jest.setTimeout(TIMEOUT_MS);

const fileOfRun = useRunFolder();
let rehearsal: Rehearsal;
let workspace: RehearsalWorkspace;
let env: Readonly<Record<string, string | undefined>>;

beforeAll(async () => {
  const python = await installMoto({ directory: venvOf(paths) });
  const platform = loadPlatform(PLATFORM_CONFIG);
  rehearsal = await startRehearsal({ platform, python, folder: fileOfRun('') });
  env = { ...rehearsalEnvironment(process.env, rehearsal.address), PLATFORM_CONFIG };
  const terraform = await findTerraform(env, paths.root);
  workspace = await RehearsalWorkspace.of({ paths, platform, terraform, folder: fileOfRun(''), env }, PLATFORM_CONFIG);
  expect(await runNpm(['run', 'bootstrap'], env)).toMatchObject({ exitCode: 0 });
});

afterAll(async () => {
  workspace.close();
  await rehearsal.close();
});

/** @param more variables of the command */
function deploy(more: Readonly<Record<string, string>> = {}): RunningCommand {
  return npmCommand(['run', 'deploy', '--', '*', '--auto-approve'], { ...env, ...more });
}

describe('a deployment that is interrupted in the middle', () => {
  it('by Ctrl-C ends every process with the exit code of an interrupt', async () => {
    const command = deploy();
    await command.heard(MIDDLE);
    command.interrupt();
    expect((await command.finished).exitCode).toBe(130);
    await allGone(command);
  });

  it('by a kill of the command ends every process', async () => {
    const command = deploy();
    await command.heard(MIDDLE);
    const pids = command
      .processes()
      .filter((line) => line.includes('cli/run.mjs deploy'))
      .map((line) => Number.parseInt(line, 10));
    expect(pids.length).toBeGreaterThan(0);
    spawnSync('kill', ['-KILL', ...pids.map(String)]);
    expect((await command.finished).exitCode).not.toBe(0);
    await allGone(command);
  });

  it('is completed by the next deployment, after which a plan has no changes', async () => {
    // Providers that run already: what is interrupted has its own.
    const shared = { TF_REATTACH_PROVIDERS: workspace.terraform.env['TF_REATTACH_PROVIDERS'] ?? '' };
    expect(await deploy(shared).finished).toMatchObject({ exitCode: 0 });
    const plan = await runNpm(['run', 'plan', '--', '*'], { ...env, ...shared });
    expect(plan).toMatchObject({ exitCode: 0 });
    const verdicts = plan.stdout.match(/^(No changes\.|Plan:|Changes to Outputs).*$/gm);
    expect(verdicts).toEqual(new Array(7).fill('No changes. Your infrastructure matches the configuration.'));
  });
});
