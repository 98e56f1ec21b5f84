import { setTimeout as wait } from 'node:timers/promises';
import { pipelineName } from '../../platform/pipeline-stages';
import { stackIdsOf, type StackNames } from '../../platform/stack-ids';
import { UserError } from '../errors';
import type { Workspace } from '../workspace';
import { runningRelease, type ReleaseStage, type RunningRelease } from './running-release';

/** How releases are waited for. */
export interface WaitOptions {
  readonly platform: StackNames & { readonly name: string; readonly region: string };
  readonly tell: (text: string) => void;
  readonly look: (stage: ReleaseStage) => Promise<RunningRelease>;
  /** Milliseconds between two looks. @default 10 seconds */
  readonly pollMs?: number;
  /** Milliseconds that one release is waited for. @default 50 minutes: longer than any takes */
  readonly limitMs?: number;
}

/** The releases of a workspace's platform. */
export function releasesOf(
  { platform, env }: Pick<Workspace, 'platform' | 'env'>,
  tell: WaitOptions['tell'],
): WaitOptions {
  return { platform, tell, look: (stage) => runningRelease(stage, env) };
}

/**
 * Waits until no release is on its way to the services of these stacks. A deployment in the middle of one would bring
 * the image of before, which is the recorded one until the release is complete.
 * @param names of the stacks that are deployed
 * @throws UserError if a release does not end
 */
export async function waitForReleases(names: readonly string[], options: WaitOptions): Promise<void> {
  const { platform } = options;
  for (const { id, type, environment, service } of stackIdsOf(platform)) {
    if (!names.includes(id) || type !== 'service' || environment === undefined || service === undefined) continue;
    const stage = { pipeline: pipelineName(platform.name, service), environment, region: platform.region };
    await waitForRelease(id, stage, options);
  }
}

async function waitForRelease(
  stack: string,
  stage: ReleaseStage,
  { tell, look, pollMs = 10_000, limitMs = 50 * 60_000 }: WaitOptions,
): Promise<void> {
  const end = Date.now() + limitMs;
  let release = await look(stage);
  if (release === 'unseen') {
    tell(
      `${stack}: these credentials may not see whether a release is on its way (codepipeline:ListActionExecutions), ` +
        'so none is waited for. With ci in the config, npm run bootstrap allows it.',
    );
    return;
  }
  if (release !== undefined)
    tell(`${stack} is deployed when the release of ${stage.pipeline} has ended that is on its way.`);
  while (typeof release === 'object') {
    if (Date.now() >= end) throw notEnding(stack, stage, release.execution);
    await wait(pollMs);
    release = await look(stage);
  }
}

function notEnding(stack: string, { pipeline, environment }: ReleaseStage, execution: string): UserError {
  return new UserError(
    `${stack} is not deployed: a release of ${pipeline} to ${environment} does not end (execution ${execution}).`,
    `Look at the pipeline, stop the execution or let it end, and run the command again.`,
  );
}
