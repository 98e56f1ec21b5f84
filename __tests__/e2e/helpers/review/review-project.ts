import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { projectPaths, type Environment } from '../../../../cli/project';
import { reviewStacks, type StackReview } from '../../../../cli/review/review-stacks';
import type { Review } from 'plan-review/report/review';
import { quietStep } from '../quiet-step';

/** Reviews the working tree of a project against its last commit. @param root folder of the project */
export async function review(root: string, env: Environment): Promise<Review> {
  return (await reviewWhole(root, env)).review;
}

/** Like {@link review}, with what a record is made of. */
export async function reviewWhole(root: string, env: Environment): Promise<StackReview> {
  const folder = join(root, '.rehearsal');
  await mkdir(folder, { recursive: true });
  // One for each review: both sides are written into it.
  const work = await mkdtemp(join(folder, 'work-'));
  const quiet = { step: quietStep, tell: () => undefined };
  return reviewStacks({ ...{ paths: projectPaths(root), env, base: 'HEAD', work, checksPolicy: false }, ...quiet });
}
