import type { ReleaseStage, RunningRelease } from '../../../../cli/releases/running-release';
import { waitForReleases, type WaitOptions } from '../../../../cli/releases/wait-for-releases';

const PLATFORM = {
  name: 'shop',
  region: 'eu-central-1',
  environments: [{ name: 'dev' }, { name: 'prod' }],
  services: [{ name: 'hello' }, { name: 'orders' }],
};

const RUNNING = { execution: 'e-1' };

/** Waits with these answers, then the last again. */
async function run(
  names: readonly string[],
  answers: readonly RunningRelease[],
  changes: Partial<WaitOptions> = {},
): Promise<{ asked: ReleaseStage[]; told: string[] }> {
  const asked: ReleaseStage[] = [];
  const told: string[] = [];
  const look = (stage: ReleaseStage): Promise<RunningRelease> => {
    asked.push(stage);
    return Promise.resolve(answers[Math.min(asked.length, answers.length) - 1]);
  };
  const tell = (text: string): void => {
    told.push(text);
  };
  await waitForReleases(names, { platform: PLATFORM, tell, look, pollMs: 0, ...changes });
  return { asked, told };
}

describe('a deployment', () => {
  it('waits for a release of its service to its environment, and says so once', async () => {
    const { asked, told } = await run(['prod-hello'], [RUNNING, RUNNING, undefined]);
    expect(asked).toEqual(Array(3).fill({ pipeline: 'shop-hello', environment: 'prod', region: 'eu-central-1' }));
    expect(told).toEqual(['prod-hello is deployed when the release of shop-hello has ended that is on its way.']);
  });

  it('goes on at once where no release is on its way', async () => {
    const { asked, told } = await run(['dev-hello', 'dev-orders'], [undefined]);
    expect(asked.map(({ pipeline }) => pipeline)).toEqual(['shop-hello', 'shop-orders']);
    expect(told).toEqual([]);
  });

  it('asks about no stack that holds no service', async () => {
    expect((await run(['bootstrap', 'dev-cluster', 'hello-pipeline', 'hello-registry'], [RUNNING])).asked).toEqual([]);
  });

  it('does not wait for ever', async () => {
    await expect(run(['dev-hello'], [RUNNING], { limitMs: 0 })).rejects.toThrow(
      'dev-hello is not deployed: a release of shop-hello to dev does not end (execution e-1).',
    );
  });

  it('goes on, and says why, where it may not see releases', async () => {
    const { told } = await run(['dev-hello'], ['unseen']);
    expect(told.join()).toContain('may not see whether a release is on its way (codepipeline:ListActionExecutions)');
  });
});
