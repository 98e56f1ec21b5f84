import type { Environment } from '../project';
import { readUnverified } from '../review/record/record-file';
import { downloadRecord, recordKey, type RecordBucket } from '../review/record/record-storage';

/**
 * The stacks that a review has something to deploy of. The job that asks may not check the code of the record, and need
 * not: the jobs that deploy do.
 * @returns the names of the stacks that the review found changes in, or could not plan; the deployment tells this
 * @throws UserError if there was no review, or the bucket is out of reach
 */
export async function downloadList(commit: string, from: RecordBucket, env: Environment): Promise<string[]> {
  const file = `s3://${from.bucket}/${recordKey(commit)}`;
  const { stacks, failed } = readUnverified(await downloadRecord(commit, from, env), file);
  const changed = stacks.filter(({ hasChanges, isRemoved }) => hasChanges && !isRemoved).map(({ stack }) => stack);
  return [...changed, ...failed];
}
