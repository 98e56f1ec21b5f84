import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import pLimit from 'p-limit';
import { UserError } from '../errors';
import { notPlannedFinding } from '../findings/not-planned';
import { readPlan } from '../plan/read-plan';
import type { Environment } from '../processes/run';
import type { Review } from '../report/review';
import { reviewOf, type PlannedStack } from '../review-of';
import {
  checkOut,
  commitOf,
  haveChanged,
  openRepository,
  WORKING_TREE,
  type NamedCommit,
  type Repository,
} from '../sources/git';
import { findTerraform } from './find-terraform';
import { moduleFolders } from './module-folders';
import { plansAtATime } from './parallelism';
import { planInPlace, type DirectoryPlan } from './plan-in-place';
import { regionOfPlan } from './region-of-plan';
import type { Step } from './step';

/** Which Terraform directories are reviewed. */
export interface DirectoryReviewOptions {
  /** Paths of the directories; all of one git repository. */
  readonly folders: readonly string[];
  readonly env: Environment;
  /** E.g. `origin/main`. */
  readonly base: string;
  /** @default the working tree */
  readonly head?: string;
  /** Private folder for what is thrown away afterwards. */
  readonly work: string;
  readonly step: Step;
}

/** A Terraform directory of head. */
interface Root {
  /** From the top of the repository. */
  readonly name: string;
  /** Where it is planned. */
  readonly folder: string;
}

/**
 * Reviews Terraform directories of any project. A directory is planned if a change touches its files, or those of its
 * local modules.
 * @throws UserError if a folder or a commit does not exist
 */
export async function reviewDirectories(options: DirectoryReviewOptions): Promise<Review> {
  const { env, step, work } = options;
  const folders = [...new Set(options.folders.map(existing))];
  const terraform = await findTerraform(env, folders[0] ?? '.');
  const repository = await openRepository(folders[0] ?? '.', env);
  const base = await commitOf(repository, options.base);
  const head = options.head === undefined ? WORKING_TREE : await commitOf(repository, options.head);
  const top = head === WORKING_TREE ? repository.top : path.join(work, 'sources');
  if (head !== WORKING_TREE) await checkOut(repository, head, top);
  const roots = folders.map((folder) => rootOf(folder, repository.top, top));
  const changed = await changedRoots(repository, roots, { base, head, top });
  const quiet = { ...env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
  const plans = await step(`Plan ${changed.length} of ${roots.length} directories`, () =>
    planAll(changed, ({ name, folder }) =>
      planInPlace({ binary: terraform.binary, env: quiet, folder, stack: name }, path.join(work, 'plans', name)),
    ),
  );
  return reviewPlans(changed, plans, { base, head, unchangedStackCount: roots.length - changed.length });
}

/** Plans some directories at a time. A failure is thrown when the others have ended: they use the work folder. */
async function planAll(
  roots: readonly Root[],
  plan: (root: Root) => Promise<DirectoryPlan>,
): Promise<readonly DirectoryPlan[]> {
  const limit = pLimit(plansAtATime());
  const outcomes = await Promise.allSettled(roots.map((root) => limit(plan, root)));
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

/** A mistyped path must be an error, not a directory without changes. */
function existing(folder: string): string {
  const hint = 'Name a directory with Terraform files: --terraform <directory>';
  if (!existsSync(folder)) throw new UserError(`There is no ${folder}.`, hint);
  if (!statSync(folder).isDirectory()) throw new UserError(`${folder} is no directory.`, hint);
  if (!readdirSync(folder).some(isConfiguration)) throw new UserError(`${folder} holds no Terraform files.`, hint);
  return realpathSync(folder);
}

function isConfiguration(file: string): boolean {
  return /\.(tf|tofu)(\.json)?$/.test(file);
}

/** The working tree is planned where it is, a commit where it was checked out. */
function rootOf(folder: string, repositoryTop: string, top: string): Root {
  const place = path.relative(repositoryTop, folder);
  if (!place.startsWith('..')) {
    return { name: place === '' ? path.basename(folder) : place, folder: path.join(top, place) };
  }
  throw new UserError(`${folder} is not in the repository ${repositoryTop}.`, 'Review one repository at a time.');
}

/** What is compared, and where head's files are. */
interface Comparison {
  readonly base: NamedCommit;
  readonly head: NamedCommit;
  readonly top: string;
}

async function changedRoots(
  repository: Repository,
  roots: readonly Root[],
  { base, head, top }: Comparison,
): Promise<Root[]> {
  const isChanged = await Promise.all(
    roots.map(async ({ folder }) => {
      const paths = (await moduleFolders(folder)).map((each) => path.relative(top, each));
      const inside = paths.filter((each) => !each.startsWith('..'));
      return haveChanged(
        repository,
        base,
        head,
        inside.map((each) => (each === '' ? '.' : each)),
      );
    }),
  );
  return roots.filter((_, index) => isChanged[index]);
}

function reviewPlans(
  roots: readonly Root[],
  plans: readonly DirectoryPlan[],
  { base, head, unchangedStackCount }: Pick<Review, 'base' | 'head' | 'unchangedStackCount'>,
): Review {
  const stacks = roots.map(({ name }, index) => plannedStack(name, plans[index]));
  const [first] = plans.flatMap((plan) => (plan.kind === 'planned' ? [plan.json] : []));
  return reviewOf({
    stacks,
    findings: stacks.filter(({ result }) => result.kind === 'failed').map(({ stack }) => notPlannedFinding(stack)),
    region: regionOfPlan(first),
    unchangedStackCount,
    following: [],
    base: { ref: base.ref, commit: base.commit },
    head: { ref: head.ref, commit: head.commit },
  });
}

function plannedStack(stack: string, plan: DirectoryPlan | undefined): PlannedStack {
  if (plan === undefined) throw new Error(`${stack} was not planned`);
  const result = plan.kind === 'failed' ? plan : ({ kind: 'planned', plan: readPlan(plan.json) } as const);
  return { stack, result, placeholders: [] };
}
