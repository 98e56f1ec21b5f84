import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { errorCode } from 'plan-review/error-code';
import { REVIEW_RECORD, REVIEWS, type StateLocation } from '../../../platform/states';
import { UserError } from '../../errors';
import type { Environment } from '../../project';
import { askS3, s3Client } from '../../state/s3';
import { LARGEST_BYTES } from './record';

/** For its owner alone. */
const PRIVATE_FILE = 0o600;

/** The bucket of the states, which takes the records of reviews. */
export type RecordBucket = Pick<StateLocation, 'bucket' | 'region'>;

/** Key of the record of a commit in the state bucket. @param commit full id of the head of the change */
export function recordKey(commit: string): string {
  return `${REVIEWS}${commit}/${REVIEW_RECORD}`;
}

/**
 * Puts the record of a review into the state bucket.
 * @returns where it is, e.g. `s3://shop-tfstate/reviews/1a2b…/`
 * @throws UserError if the bucket is out of reach or does not exist
 */
export async function uploadRecord(text: string, commit: string, to: RecordBucket, env: Environment): Promise<string> {
  const client = s3Client(to.region, env);
  const Key = recordKey(commit);
  const put = new PutObjectCommand({ Bucket: to.bucket, Key, Body: text });
  const answer = await askS3({ ...to, key: Key }, env, () => client.send(put));
  if (answer === undefined)
    throw new UserError(`The state bucket ${to.bucket} does not exist.`, 'Create it with npm run bootstrap.');
  return `s3://${to.bucket}/${REVIEWS}${commit}/`;
}

/**
 * Gets the record of a review from the state bucket.
 * @throws UserError if there is none, or it is too large
 */
export async function downloadRecord(commit: string, from: RecordBucket, env: Environment): Promise<string> {
  const client = s3Client(from.region, env);
  const key = recordKey(commit);
  const text = await askS3({ ...from, key }, env, async () => {
    const { Body, ContentLength = 0 } = await client.send(new GetObjectCommand({ Bucket: from.bucket, Key: key }));
    if (ContentLength > LARGEST_BYTES) throw tooLarge(`s3://${from.bucket}/${key}`, ContentLength);
    return Body?.transformToString();
  });
  if (text !== undefined) return text;
  throw new UserError(
    `There is no record of a review of ${commit} in ${from.bucket}.`,
    'The review of a pull request writes it, and it is kept for 30 days. To deploy all the same: run the workflow by hand.',
  );
}

/** Writes a record into a folder, readable for its owner alone. */
export async function writeRecord(folder: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await removeRecord(folder);
  await writeFile(path.join(folder, REVIEW_RECORD), text, { mode: PRIVATE_FILE });
}

/** Removes the record of an earlier review, which may be of another change. */
export async function removeRecord(folder: string): Promise<void> {
  await rm(path.join(folder, REVIEW_RECORD), { force: true });
}

/** Reads the record in a folder. @throws UserError if there is none */
export async function readRecord(folder: string): Promise<string> {
  const file = path.join(folder, REVIEW_RECORD);
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') throw new UserError(`There is no ${file}.`, 'Make it with npm run review.');
    throw error;
  });
}

function tooLarge(file: string, bytes: number): UserError {
  return new UserError(`${file} has ${bytes} bytes: no review writes that many.`, 'Find out who wrote it.');
}
