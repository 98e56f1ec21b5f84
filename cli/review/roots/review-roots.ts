import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { readPlan } from 'plan-review/plan/read-plan';
import { reviewOf, type PlannedStack } from 'plan-review/review-of';
import type { Review } from 'plan-review/report/review';
import { UserError } from '../../errors';
import { inParallel } from '../../in-parallel';
import { findTerraform } from '../../prerequisites/terraform';
import type { Environment } from '../../project';
import type { Step } from '../../progress';
import { notPlannedFinding } from '../findings';
import { plansAtATime } from '../planning/parallelism';
import {
  checkOut,
  commitOf,
  haveChanged,
  openRepository,
  WORKING_TREE,
  type NamedCommit,
  type Repository,
} from '../sources/git';
import { moduleFolders } from './module-folders';
import { planRoot, type RootPlan } from './plan-root';
import { regionOfPlan } from './region-of-plan';

/** Which Terraform directories are reviewed. */
export interface RootReviewOptions {
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
 * Reviews Terraform directories, ours or anybody's: those are planned whose files, or the files of whose local modules,
 * a change touches.
 * @throws UserError if a folder or a commit does not exist
 */
export async function reviewRoots(options: RootReviewOptions): Promise<Review> {
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
    inParallel(changed, plansAtATime(), ({ name, folder }) =>
      planRoot({ binary: terraform.binary, env: quiet, folder, stack: name }, path.join(work, 'plans', name)),
    ),
  );
  return reviewPlans(changed, plans, { base, head, unchangedStackCount: roots.length - changed.length });
}

/** A mistyped path must not look like a directory without changes. */
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
  plans: readonly RootPlan[],
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

function plannedStack(stack: string, plan: RootPlan | undefined): PlannedStack {
  if (plan === undefined) throw new Error(`${stack} was not planned`);
  const result = plan.kind === 'failed' ? plan : ({ kind: 'planned', plan: readPlan(plan.json) } as const);
  return { stack, result, placeholders: [] };
}
