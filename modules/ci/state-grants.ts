import { lockKey, REVIEWS, stateKey } from '../../platform/states';
import type { PolicyStatement } from '../iam/policy-document';

/** The bucket of the states, and the platform whose states these are. */
export interface StateBucket {
  readonly bucketArn: string;
  /** Name of the platform: the folder of its states in the bucket. */
  readonly platform: string;
}

/** Reads every state: a stack reads those that it depends on. */
export function readStates({ bucketArn, platform }: StateBucket): PolicyStatement[] {
  return [
    { sid: 'FindStates', actions: ['s3:ListBucket'], resources: [bucketArn] },
    { sid: 'ReadStates', actions: ['s3:GetObject'], resources: [`${bucketArn}/${stateKey(platform, '*')}`] },
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
export function leaveStates({ bucketArn, platform }: StateBucket, stacks: readonly string[]): PolicyStatement {
  return {
    sid: 'LeaveStatesOfOthers',
    effect: 'Deny',
    actions: ['s3:DeleteObject', 's3:PutObject'],
    // With the end of the name of a lock, or without.
    resources: stacks.map((stack) => `${bucketArn}/${stateKey(platform, stack)}*`),
  };
}

/** Reads the plans of reviews: they hold secrets, so only those read them who apply them. */
export function readReviews({ bucketArn }: StateBucket): PolicyStatement {
  return { sid: 'ReadReviews', actions: ['s3:GetObject'], resources: [`${bucketArn}/${REVIEWS}*`] };
}

/** Reads what was planned, not the plans: the list of a review holds no secret. */
export function readReviewLists({ bucketArn }: StateBucket): PolicyStatement {
  return { sid: 'ReadReviewLists', actions: ['s3:GetObject'], resources: [`${bucketArn}/${REVIEWS}*/plans.json`] };
}

/** Keeps the plans of a review, which it cannot read again. */
export function keepReviews({ bucketArn }: StateBucket): PolicyStatement {
  return { sid: 'KeepReviews', actions: ['s3:PutObject'], resources: [`${bucketArn}/${REVIEWS}*`] };
}
