import { GetObjectCommand } from '@aws-sdk/client-s3';
import { UserError } from '../errors';
import type { Environment } from '../project';
import { parsePlanFiles } from '../review/plan-files';
import { planPrefix, type PlanBucket } from '../review/plan-storage';
import { askS3, s3Client } from '../state/s3';

/**
 * Gets the list of the plans of a review, and none of them: it holds no secret.
 * @returns the names of the stacks that the review found changes in, or could not plan; the deployment tells this
 * @throws UserError if there was no review, or the bucket is out of reach
 */
export async function downloadList(commit: string, from: PlanBucket, env: Environment): Promise<string[]> {
  const client = s3Client(from.region, env);
  const key = `${planPrefix(commit)}plans.json`;
  const text = await askS3({ ...from, key }, async () => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: from.bucket, Key: key }));
    return Body?.transformToString();
  });
  if (text === undefined) {
    throw new UserError(
      `There are no reviewed plans of ${commit} in ${from.bucket}.`,
      'The review of the pull request keeps them for 30 days. To deploy all the same: run the workflow by hand.',
    );
  }
  const { plans, failed } = parsePlanFiles(text, `s3://${from.bucket}/${key}`);
  const changed = plans.filter(({ hasChanges, isRemoved }) => hasChanges && !isRemoved).map(({ stack }) => stack);
  return [...changed, ...failed];
}
