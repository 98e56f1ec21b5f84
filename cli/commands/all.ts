import type { StartedBy } from '../started-by';
import type { AddCommand } from './command';
import { load } from './load';

/** Commands by their names, in the order of the help. */
type Commands = Readonly<Record<string, () => AddCommand>>;

/**
 * What every project has. What a command needs is loaded only when it is asked for: the
 * embedded AWS and the SDK's clients alone would take more than a second of each.
 */
const COMMANDS: Commands = {
  start: () => (load('./start') as typeof import('./start')).addStart,
  rehearse: () => (load('./rehearse') as typeof import('./rehearse')).addRehearse,
  config: () => (load('./config') as typeof import('./config')).addConfig,
  synth: () => (load('./synth') as typeof import('./synth')).addSynth,
  bootstrap: () => (load('./bootstrap') as typeof import('./bootstrap')).addBootstrap,
  plan: () => (load('./plan') as typeof import('./plan')).addPlan,
  deploy: () => (load('./deploy') as typeof import('./deploy')).addDeploy,
  destroy: () => (load('./destroy') as typeof import('./destroy')).addDestroy,
  drift: () => (load('./drift') as typeof import('./drift')).addDrift,
  platforms: () => (load('./platforms') as typeof import('./platforms')).addPlatforms,
  jobs: () => (load('./jobs') as typeof import('./jobs')).addJobs,
  review: () => (load('./review') as typeof import('./review')).addReview,
  'review:comment': () => (load('./review-comment') as typeof import('./review-comment')).addReviewComment,
};

/** What only the package has: there is nothing to begin in this repository. */
const PACKAGE_COMMANDS: Commands = {
  init: () => (load('./init') as typeof import('./init')).addInit,
};

/** Commands that need no project. */
export const WITHOUT_PROJECT: readonly string[] = Object.keys(PACKAGE_COMMANDS);

/** What only this repository has: they work on its sources, which the package does not hold. */
const REPOSITORY_COMMANDS: Commands = {
  test: () => (load('./test') as typeof import('./test')).addTest,
  bench: () => (load('./bench') as typeof import('./bench')).addBench,
};

/**
 * The commands that a command line may need: the one that it names, or all, for the help and to find what was meant.
 * @param name the first word of the command line
 */
export function commandsFor(name: string | undefined, startedBy: StartedBy): AddCommand[] {
  const commands =
    startedBy === 'repository' ? { ...COMMANDS, ...REPOSITORY_COMMANDS } : { ...PACKAGE_COMMANDS, ...COMMANDS };
  const named = name === undefined || !Object.hasOwn(commands, name) ? undefined : commands[name];
  return (named === undefined ? Object.values(commands) : [named]).map((command) => command());
}
