import path from 'node:path';
import { UserError } from '../errors';
import type { Environment } from '../project';
import { readPlanFiles, type PlanFiles } from '../review/plan-files';
import { downloadPlans, type PlanBucket } from '../review/plan-storage';

/** Plans of a review, on this machine. */
export interface OpenedPlans {
  /** Folder with the plan files. */
  readonly folder: string;
  readonly files: PlanFiles;
}

/** Where a review puts the plans of a commit. */
const STORED = /^s3:\/\/([^/]+)\/reviews\/([0-9a-f]{40,64})\/?$/;

/**
 * Opens the plans of a review.
 * @param source a folder, or where a review put the plans: `s3://<state bucket>/reviews/<commit>/`
 * @param states the bucket of the states, which is the only one that plans are taken from
 * @param scratch folder for plans that have to be fetched
 * @throws UserError if there are none
 */
export async function openPlans(
  source: string,
  states: PlanBucket,
  scratch: string,
  env: Environment,
): Promise<OpenedPlans> {
  if (!source.startsWith('s3://')) return { folder: path.resolve(source), files: await readPlanFiles(source) };
  const [, bucket, commit] = STORED.exec(source) ?? [];
  if (bucket !== states.bucket || commit === undefined) {
    throw new UserError(
      `${source} is not where reviewed plans are kept.`,
      `Plans are in s3://${states.bucket}/reviews/<commit>/, with the full id of the commit.`,
    );
  }
  const folder = path.join(scratch, 'plans');
  await downloadPlans(folder, commit, states, env);
  return { folder, files: await readPlanFiles(folder) };
}
