import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectPaths, type Environment } from '../../../../cli/project';
import { reviewStacks } from '../../../../cli/review/review-stacks';
import type { Review } from 'plan-review/report/review';
import { quietStep } from '../quiet-step';

/** Reviews the working tree of a project against its last commit. @param root folder of the project */
export async function review(root: string, env: Environment, plansFolder: string): Promise<Review> {
  const work = join(root, '.rehearsal', 'work');
  await mkdir(work, { recursive: true });
  const quiet = { step: quietStep, tell: () => undefined };
  const made = await reviewStacks({
    ...{ paths: projectPaths(root), env, base: 'HEAD', work, plansFolder, checksPolicy: false },
    ...quiet,
  });
  return made.review;
}
