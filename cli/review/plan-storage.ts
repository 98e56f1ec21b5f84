import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GetObjectCommand, paginateListObjectsV2, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { makePrivateFolder } from 'plan-review/files/private';
import { REVIEWS, type StateLocation } from '../../platform/states';
import { UserError } from '../errors';
import { inParallel } from '../in-parallel';
import type { Environment } from '../project';
import { askS3, s3Client } from '../state/s3';

/** Files that go over the network at a time. */
const FILES_AT_A_TIME = 8;

/** For its owner alone. */
const PRIVATE_FILE = 0o600;

/** The bucket of the states is the place for plans: they hold the same secrets, and the same people may read them. */
export type PlanBucket = Pick<StateLocation, 'bucket' | 'region'>;

/** Where the plan files of a commit are in the state bucket. @param commit full id of the head of the change */
export function planPrefix(commit: string): string {
  return `${REVIEWS}${commit}/`;
}

/**
 * Puts the plan files of a review into the state bucket, encrypted; the list comes last, when all else is there.
 * @returns where they are, e.g. `s3://shop-tfstate/reviews/1a2b…/`
 * @throws UserError if the bucket is out of reach or does not exist
 */
export async function uploadPlans(folder: string, commit: string, to: PlanBucket, env: Environment): Promise<string> {
  const client = s3Client(to.region, env);
  const place = `s3://${to.bucket}/${planPrefix(commit)}`;
  const files = await readdir(folder);
  await inParallel(
    files.filter((name) => name !== LIST),
    FILES_AT_A_TIME,
    (name) => upload(client, to, commit, folder, name),
  );
  await upload(client, to, commit, folder, LIST);
  return place;
}

/**
 * Gets the plan files of a review from the state bucket.
 * @param folder takes them; only its owner may look into it
 * @throws UserError if there are none
 */
export async function downloadPlans(folder: string, commit: string, from: PlanBucket, env: Environment): Promise<void> {
  const client = s3Client(from.region, env);
  const { bucket: Bucket } = from;
  const location = { ...from, key: planPrefix(commit) };
  const keys = (await askS3(location, () => keysUnder(client, location))) ?? [];
  if (!keys.includes(`${location.key}${LIST}`)) {
    throw new UserError(
      `There are no reviewed plans of ${commit} in ${from.bucket}.`,
      'A pull request puts them there: see docs/review.md. Without them: npm run deploy.',
    );
  }
  await makePrivateFolder(folder);
  await inParallel(keys, FILES_AT_A_TIME, async (Key) => {
    const answer = await askS3(location, () => client.send(new GetObjectCommand({ Bucket, Key })));
    const bytes = (await answer?.Body?.transformToByteArray()) ?? new Uint8Array();
    await writeFile(path.join(folder, path.basename(Key)), bytes, { mode: PRIVATE_FILE });
  });
}

/** S3 lists a thousand at a time, which is not enough for a change of every stack of a large platform. */
async function keysUnder(client: S3Client, { bucket, key }: StateLocation): Promise<string[]> {
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: key })) {
    keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
  }
  return keys;
}

/** Name of the list of the plans. */
const LIST = 'plans.json';

async function upload(
  client: S3Client,
  { bucket, region }: PlanBucket,
  commit: string,
  folder: string,
  name: string,
): Promise<void> {
  const Key = `${planPrefix(commit)}${name}`;
  const Body = await readFile(path.join(folder, name));
  const put = new PutObjectCommand({ Bucket: bucket, Key, Body, ServerSideEncryption: 'AES256' });
  const answer = await askS3({ bucket, region, key: Key }, () => client.send(put));
  if (answer === undefined)
    throw new UserError(`The state bucket ${bucket} does not exist.`, 'Create it with npm run bootstrap.');
}
