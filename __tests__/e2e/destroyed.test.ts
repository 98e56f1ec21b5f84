import { writeFile } from 'node:fs/promises';
import { requireNoRemainingResources } from '../../cli/start/require-no-remaining-resources';
import { readBytes, requireSameBytes } from '../../cli/start/same-bytes';
import { tearDown } from '../../cli/start/tear-down';
import { stackOutputs } from '../../cli/rehearse/stack-outputs';
import { synthesize } from '../../cli/synth/synthesize';
import sample from '../../platform.config';
import wide from '../fixtures/platforms/wide.config';
import { plannedChanges } from './helpers/planned-changes';
import { quietStep } from './helpers/quiet-step';
import { useRehearsedPlatform } from './helpers/rehearsed-platform';
import { paths } from './helpers/run-folder';

const { dev, prod } = sample.environments;

/** The sample of this repository, and what it leaves out: each kind of stack, with every kind of resource. */
const PLATFORM = {
  ...sample,
  ci: { repository: 'platform' },
  logs: wide.logs,
  environments: { dev: { ...dev, logs: { flows: 'all' } }, prod },
};

describe('the sample, with an environment that is protected, every log and roles of jobs', () => {
  let configFile = '';
  const deployed = useRehearsedPlatform(async (fileOfRun) => {
    configFile = fileOfRun('config.json');
    await writeFile(configFile, JSON.stringify(PLATFORM));
    return configFile;
  });

  it('is deployed, with an API for each environment and a webhook for each repository', async () => {
    expect(deployed.workspace.stacks).toHaveLength(15);
    const api = await stackOutputs(deployed.workspace, 'dev-gateway');
    expect(api('api_url')).toMatch(/^https:\/\/\w+\.execute-api\.eu-central-1\.amazonaws\.com\/dev$/);
    const hooks = deployed.rehearsal.github.hooks().map(({ repository, events }) => [repository.name, ...events]);
    expect(hooks.sort()).toEqual([
      ['hello', 'push'],
      ['orders', 'push'],
    ]);
  });

  it('has the bytes that are synthesized without any setting of a rehearsal', async () => {
    const env = { ...process.env, PLATFORM_CONFIG: configFile };
    const again = await synthesize({ paths, env, output: deployed.workspace.file('synthesized-again') });
    requireSameBytes(await readBytes(deployed.workspace.stacks), await readBytes(again));
  });

  it('leaves nothing for Terraform to change', async () => {
    expect(await plannedChanges(deployed.workspace)).toEqual([]);
  });

  it('leaves nothing when it is destroyed', async () => {
    await tearDown(deployed.workspace, quietStep);
    await requireNoRemainingResources(deployed.rehearsal);
    expect(deployed.rehearsal.github.hooks()).toEqual([]);
  });
});
