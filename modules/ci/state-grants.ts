import { lockKey, REVIEW_RECORD, REVIEWS, stateKey } from '../../platform/states';
import type { AwsPlace } from '../../platform/arns';
import { useInBucket } from '../encryption/key-grants';
import type { PolicyStatement } from '../iam/policy-document';

/** The bucket of the states, and the platform whose states these are. */
export interface StateBucket {
  readonly bucketArn: string;
  /** Name of the platform: the folder of its states in the bucket. */
  readonly platform: string;
}

/**
 * Reads states: a stack reads its own and those that it depends on.
 * @param stacks ids of stacks, with `*` for any letters. @default - all
 */
export function readStates({ bucketArn, platform }: StateBucket, stacks: readonly string[] = ['*']): PolicyStatement[] {
  const states = stacks.map((stack) => `${bucketArn}/${stateKey(platform, stack)}`);
  return [
    { sid: 'FindStates', actions: ['s3:ListBucket'], resources: [bucketArn] },
    { sid: 'ReadStates', actions: ['s3:GetObject'], resources: states },
  ];
}

/**
 * Writes states, and locks them.
 * @param stacks names of stacks, with `*` for any letters, e.g. `dev-*`
 */
export function writeStates({ bucketArn, platform }: StateBucket, stacks: readonly string[]): PolicyStatement[] {
  const states = stacks.map((stack) => `${bucketArn}/${stateKey(platform, stack)}`);
  const locks = states.map(lockKey);
  return [
    { sid: 'WriteStates', actions: ['s3:PutObject'], resources: states },
    { sid: 'LockStates', actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'], resources: locks },
  ];
}

/**
 * Denies writing states and locking them, also where other statements allow it.
 * @param stacks ids of the stacks
 */
export function leaveStates(bucket: StateBucket, stacks: readonly string[]): PolicyStatement {
  return leave('LeaveStatesOfOthers', ['s3:DeleteObject', 's3:PutObject'], bucket, stacks);
}

/**
 * Denies reading states, also where other statements allow it.
 * @param stacks ids of the stacks
 */
export function leaveStatesUnread(bucket: StateBucket, stacks: readonly string[]): PolicyStatement {
  return leave('LeaveStatesOfOthersUnread', ['s3:GetObject'], bucket, stacks);
}

function leave(
  sid: string,
  actions: readonly string[],
  { bucketArn, platform }: StateBucket,
  stacks: readonly string[],
): PolicyStatement {
  // With the end of the name of a lock, or without.
  const resources = stacks.map((stack) => `${bucketArn}/${stateKey(platform, stack)}*`);
  return { sid, effect: 'Deny', actions, resources };
}

/**
 * Reads and writes what is encrypted in the bucket, as far as other statements let a role read and write it.
 * @param keyAlias of its key. @default - a key of AWS
 */
export function useStateKey(place: AwsPlace, bucket: StateBucket, keyAlias: string | undefined): PolicyStatement[] {
  if (keyAlias === undefined) return [];
  return [useInBucket({ ...place, aliases: [keyAlias] }, bucket.bucketArn, { sid: 'UseKeyOfStates', use: 'write' })];
}

/** Reads the records of reviews. They hold no value, and what they say counts only with the code of the review's key. */
export function readReviews({ bucketArn }: StateBucket): PolicyStatement {
  return { sid: 'ReadReviews', actions: ['s3:GetObject'], resources: [recordsIn(bucketArn)] };
}

/** Keeps the record of a review. */
export function keepReviews({ bucketArn }: StateBucket): PolicyStatement {
  return { sid: 'KeepReviews', actions: ['s3:PutObject'], resources: [recordsIn(bucketArn)] };
}

function recordsIn(bucketArn: string): string {
  return `${bucketArn}/${REVIEWS}*/${REVIEW_RECORD}`;
}
