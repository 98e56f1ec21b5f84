import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from '../../../config/config-error';
import { UserError } from '../../errors';
import type { Environment, ProjectPaths } from '../../project';
import type { Stack } from '../../stacks/manifest';
import { synthesize } from '../../synth/synthesize';
import { withoutSecrets } from 'plan-review/output/without-secrets';
import { synthesizeCheckout } from './base-project';
import {
  checkOut,
  commitOf,
  openRepository,
  WORKING_TREE,
  type NamedCommit,
  type Repository,
} from 'plan-review/sources/git';

/** What is compared. */
export interface SidesOptions {
  readonly paths: ProjectPaths;
  readonly env: Environment;
  /** E.g. `origin/main`. */
  readonly base: string;
  /** @default the working tree */
  readonly head?: string;
  /** Folder for checked-out sources and what is synthesized. */
  readonly work: string;
  readonly tell: (text: string) => void;
}

/** Both sides, synthesized. */
export interface Sides {
  readonly base: NamedCommit & { readonly stacks: readonly Stack[] };
  readonly head: NamedCommit & { readonly stacks: readonly Stack[] };
  /** Why there are no stacks of base: then everything counts as new. @default - base was synthesized */
  readonly baseProblem?: string;
}

/**
 * Synthesizes both sides, each with its own sources and config.
 * @throws UserError if a commit does not exist or head does not synthesize
 */
export async function synthesizeSides(options: SidesOptions): Promise<Sides> {
  const repository = await openRepository(options.paths.root, options.env);
  const base = await commitOf(repository, options.base);
  const head = options.head === undefined ? WORKING_TREE : await commitOf(repository, options.head);
  const [stacksOfHead, ofBase] = await Promise.all([
    head === WORKING_TREE ? synthesizeWorkingTree(options) : synthesizeCommit(options, repository, head, 'head'),
    synthesizeBase(options, repository, base),
  ]);
  return {
    base: { ...base, stacks: ofBase.stacks },
    head: { ...head, stacks: stacksOfHead },
    ...(ofBase.problem !== undefined && { baseProblem: ofBase.problem }),
  };
}

async function synthesizeWorkingTree({ paths, env, work }: SidesOptions): Promise<Stack[]> {
  return synthesize({ paths, env, output: path.join(work, 'head', 'cdktf.out') });
}

async function synthesizeCommit(
  { paths, env, work, tell }: SidesOptions,
  repository: Repository,
  commit: NamedCommit,
  name: 'base' | 'head',
): Promise<Stack[]> {
  const folder = path.join(work, name);
  const sources = path.join(folder, 'sources');
  await mkdir(folder, { recursive: true });
  await checkOut(repository, commit, sources);
  const project = { root: path.join(sources, repository.prefix), ours: paths.root, env, tell };
  return synthesizeCheckout(project, path.join(folder, 'cdktf.out'));
}

/** A base that is no such project, or whose config is invalid, is no error: the pull request may be its fix. */
async function synthesizeBase(
  options: SidesOptions,
  repository: Repository,
  base: NamedCommit,
): Promise<{ readonly stacks: readonly Stack[]; readonly problem?: string }> {
  try {
    return { stacks: await synthesizeCommit(options, repository, base, 'base') };
  } catch (error) {
    if (!(error instanceof UserError || error instanceof ConfigError)) throw error;
    return { stacks: [], problem: withoutSecrets(error.message, options.env) };
  }
}
