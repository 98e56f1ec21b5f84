import type { Platform } from '../../../config/types';
import { UserError } from '../../errors';
import type { Environment, ProjectPaths } from '../../project';
import { bucketExists } from '../../state/state';
import { branchOf } from './branch';
import { kmsKey } from './kms-key';
import { localKey, type MacKey } from './mac-key';
import { makeRecord, type MadeReview, type RecordedAs } from './make-record';
import { sealRecord } from './record-file';
import { uploadRecord, writeRecord, type RecordBucket } from './record-storage';

/** Keeps the record of a review on this machine, for a deployment from here. */
export async function keepRecordHere(
  made: MadeReview,
  as: RecordedAs,
  folder: string,
  paths: ProjectPaths,
): Promise<void> {
  await writeRecord(folder, await textOf(made, as, await localKey(paths)));
}

/** Where the record of a pull request goes. */
export interface RecordPlace {
  readonly platform: Platform;
  /** @default - there is no stack */
  readonly states?: RecordBucket;
  readonly env: Environment;
}

/**
 * Keeps the record of a pull request in the state bucket, for the deployment of its merge.
 * @param commit full id of the head of the pull request
 * @returns what was done, for people
 * @throws UserError if no job deploys the platform
 */
export async function keepRecordInBucket(
  made: MadeReview,
  as: RecordedAs & { readonly commit: string },
  { platform, states, env }: RecordPlace,
): Promise<string> {
  const { ci } = platform;
  if (ci === undefined)
    throw new UserError(
      'The config names no repository whose GitHub Actions may deploy, so there is no key for a record.',
      "Add ci: { repository: '<this repository>' } to the config, then run npm run bootstrap.",
    );
  // A pull request against another branch may have the same head: its record would take the place of the right one.
  if (branchOf(made.base.ref) !== ci.branch)
    return `No record is kept: only what is merged into ${ci.branch} is deployed.`;
  if (states === undefined || !(await bucketExists({ ...states, key: '' }, env)))
    return 'No record is kept: there is no state bucket yet.';
  const text = await textOf(made, as, kmsKey(platform, env));
  return `The record of the review is in ${await uploadRecord(text, as.commit, states, env)}.`;
}

async function textOf(made: MadeReview, as: RecordedAs, key: MacKey): Promise<string> {
  return sealRecord(await makeRecord(made, as, key), key);
}
