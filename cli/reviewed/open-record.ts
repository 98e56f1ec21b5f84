import path from 'node:path';
import type { Platform } from '../../config/types';
import { REVIEW_RECORD } from '../../platform/states';
import { UserError } from '../errors';
import type { Environment, ProjectPaths } from '../project';
import { kmsKey } from '../review/record/kms-key';
import { localKey, type MacKey } from '../review/record/mac-key';
import type { ReviewRecord } from '../review/record/record';
import { openRecord } from '../review/record/record-file';
import { downloadRecord, readRecord, type RecordBucket } from '../review/record/record-storage';
import { requireAcceptance, requireFresh, requirePullRequest } from './requirements';

/** A record whose code is right, and the key that its values are checked with. */
export interface OpenedRecord {
  readonly record: ReviewRecord;
  readonly key: MacKey;
}

/** Where records are looked for. */
export interface RecordSources {
  readonly platform: Platform;
  readonly paths: Pick<ProjectPaths, 'work'>;
  /** The bucket of the states, which is the only one that records are taken from. */
  readonly states: RecordBucket;
  readonly env: Environment;
}

/** Where a review puts the record of a commit. */
const STORED = /^s3:\/\/([^/]+)\/reviews\/([0-9a-f]{40}|[0-9a-f]{64})\/?$/;

/**
 * Opens the record of a review.
 * @param source a folder that a review on this machine wrote, or where that of a pull request is:
 * `s3://<state bucket>/reviews/<commit>/`
 * @throws UserError if there is none, somebody else wrote it, or it is of another change or not to be deployed
 */
export async function openSource(source: string, sources: RecordSources): Promise<OpenedRecord> {
  const opened = source.startsWith('s3://') ? await openStored(source, sources) : await openLocal(source, sources);
  requireFresh(opened.record, new Date());
  requireAcceptance(opened.record);
  return opened;
}

async function openLocal(source: string, { paths }: RecordSources): Promise<OpenedRecord> {
  const folder = path.resolve(source);
  const key = await localKey(paths);
  return { record: await openRecord(await readRecord(folder), path.join(folder, REVIEW_RECORD), key), key };
}

async function openStored(source: string, { platform, states, env }: RecordSources): Promise<OpenedRecord> {
  const [, bucket, commit] = STORED.exec(source) ?? [];
  if (bucket !== states.bucket || commit === undefined) {
    throw new UserError(
      `${source} is not where records of reviews are kept.`,
      `They are in s3://${states.bucket}/reviews/<commit>/, with the full id of the commit.`,
    );
  }
  const key = kmsKey(platform, env);
  const record = await openRecord(await downloadRecord(commit, states, env), source, key);
  requirePullRequest(record, commit, platform);
  return { record, key };
}
