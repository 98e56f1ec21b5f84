import { stackIds } from '../../platform/stack-ids';
import { confirm } from '../commands/approval';
import { stepsIn } from '../progress';
import { releasesOf, waitForReleases } from '../releases/wait-for-releases';
import { stateLocation, type Stack } from '../stacks/manifest';
import { stackNames } from '../stacks/names';
import { requireKeys } from '../keys/require-keys';
import { requireAll } from '../require-all';
import { requireStateBucket } from '../stacks/requirements';
import { moveGatewayStates, type MoveOptions } from '../state/move-gateway-state';
import { requireVariables } from '../stacks/variables';
import { bootstrapTarget, terraformCall, type Workspace } from '../workspace';
import { applyReviewed } from './apply-reviewed';
import type { ReviewRecord } from '../review/record/record';
import { openSource } from './open-record';
import { requireVersion, reviewedStacks, type ReviewedStack } from './verify';

/** What is deployed of a review. */
export interface DeployReviewedOptions {
  /** A folder with the record of a review, or `s3://<state bucket>/reviews/<commit>/`. */
  readonly source: string;
  /** Stacks, globs, environments or services. @default - every stack */
  readonly patterns: readonly string[];
  readonly isApproved: boolean;
  readonly tell: (text: string) => void;
  /** Waits for work that must not end half done, and makes Ctrl-C wait for it. */
  readonly finish: MoveOptions['finish'];
}

/**
 * Deploys what was reviewed, and nothing else.
 * @throws UserError, CommandFailed
 */
export async function deployReviewed(workspace: Workspace, options: DeployReviewedOptions): Promise<void> {
  const { source, tell, finish } = options;
  const { paths, env, terraform } = workspace;
  const { stack: bootstrap } = bootstrapTarget(workspace);
  await requireStateBucket([bootstrap], env);
  const sources = { platform: workspace.platform, paths, states: stateLocation(bootstrap), env };
  const { record, key } = await openSource(source, sources);
  requireVersion(record, terraform.version);
  const selected = selectedStacks(workspace, options.patterns);
  const reviewed = await reviewedStacks(record, selected);
  tellOfOthers(record, tell);
  const chosen = reviewed.filter(({ stack }) => stack !== bootstrap);
  const ask = (question: string): Promise<void> => (options.isApproved ? Promise.resolve() : confirm(question));
  if (chosen.length === 0) {
    await moveGatewayStates(selected, env, { tell, approve: ask, finish });
    tell('The review found nothing to change in these stacks.');
    return;
  }
  const stacks = chosen.map(({ stack }) => stack);
  await requireAll(
    () => {
      requireVariables(stacks, env);
    },
    () => requireKeys(stacks, env),
  );
  await ask(`Apply what was reviewed of ${namesOf(chosen)}?`);
  await moveGatewayStates(selected, env, { tell, approve: ask, finish });
  await applyReviewed({
    reviewed: chosen,
    source,
    check: { key, nonce: record.nonce },
    ready: ({ name }) => waitForReleases([name], releasesOf(workspace, tell)),
    terraform: (stack: Stack) => terraformCall(workspace, stack),
    step: stepsIn(env),
    tell,
  });
}

function selectedStacks({ platform, stacks }: Workspace, patterns: readonly string[]): readonly Stack[] {
  if (patterns.length === 0) return stacks;
  const names = stackNames(platform, patterns);
  return stacks.filter(({ name }) => names.includes(name));
}

/** What is never applied here: a job may not change its own permissions, and no stack is destroyed without being asked for. */
function tellOfOthers({ stacks }: ReviewRecord, tell: (text: string) => void): void {
  const bootstrap = stacks.find(({ stack }) => stack === stackIds.bootstrap());
  if (bootstrap?.hasChanges === true) tell('bootstrap changes, too. Apply it with: npm run bootstrap');
  const removed = stacks.filter(({ isRemoved }) => isRemoved).map(({ stack }) => stack);
  if (removed.length > 0) {
    tell(`No longer in the config: ${removed.join(', ')}. To destroy them: npm run destroy -- --removed`);
  }
}

function namesOf(reviewed: readonly ReviewedStack[]): string {
  return reviewed.map(({ stack }) => stack.name).join(', ');
}
