import path from 'node:path';
import { branchName, commitOf, openRepository } from 'plan-review/sources/git';
import { findTerraform } from 'plan-review/terraform/find-terraform';
import { loadPlatform } from '../../../config/load';
import { configFileOf } from '../../project';
import { synthesize } from '../../synth/synthesize';
import { reviewSides, type StackReview, type StackReviewOptions } from '../review-stacks';
import { openUntrusted } from './open-untrusted';
import { refusedReview } from './refused-review';

/** What is reviewed. */
export interface SynthesizedReviewOptions extends Omit<StackReviewOptions, 'base' | 'head'> {
  /** What a job without credentials synthesized of the change. */
  readonly synthesized: string;
  /** Commit of the change, for the review and its record. @default - unknown */
  readonly commit?: string;
}

/**
 * Reviews a change whose code is not run: another job has synthesized it. The working tree, which can be trusted, is the
 * base, and its code plans what the change synthesized, after making sure that Terraform can do nothing but read with it.
 * @returns a review without `states` if the change was refused: nothing was planned
 * @throws UserError, ConfigError, CommandFailed if the base cannot be synthesized or Terraform does not run
 */
export async function reviewSynthesized(options: SynthesizedReviewOptions): Promise<StackReview> {
  const { paths, env, work, step, synthesized, commit = '' } = options;
  const platform = loadPlatform(path.resolve(paths.root, configFileOf(env)));
  const terraform = await findTerraform(env, paths.root);
  const repository = await openRepository(paths.root, env);
  const base = { ...(await commitOf(repository, 'HEAD')), ref: await branchName(repository) };
  const head = { ref: 'what the change synthesized', commit };
  const stacks = await step('Synthesize the base', () =>
    synthesize({ paths, env, output: path.join(work, 'base', 'cdktf.out') }),
  );
  const opened = await step('Check what the change synthesized', () =>
    openUntrusted({
      folder: path.resolve(synthesized),
      base: stacks,
      types: platform.ci?.resourceTypes ?? [],
      output: path.join(work, 'head', 'cdktf.out'),
    }),
  );
  if (opened.kind === 'refused') {
    return { review: refusedReview(opened.refusals, { base, head, region: platform.region }) };
  }
  return reviewSides({ base: { ...base, stacks }, head: { ...head, stacks: opened.stacks } }, terraform, options);
}
