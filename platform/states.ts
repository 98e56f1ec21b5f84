import { physicalName } from './naming';

/** What makes a platform's names unique in the world. */
export interface PlatformPlace {
  /** Name of the platform. */
  readonly name: string;
  /** AWS account id, 12 digits. */
  readonly account: string;
  /** AWS region, e.g. `eu-central-1`. */
  readonly region: string;
}

/** Where Terraform's S3 backend keeps one state. */
export interface StateLocation {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
}

/** Folder of the state bucket that takes the records of reviews. */
export const REVIEWS = 'reviews/';

/** Name of the record of a review, in the folder of its commit. */
export const REVIEW_RECORD = 'record.json';

const STATE = '.tfstate';

/** The name of the platform's Terraform state bucket: unique in the world by account and region. */
export function stateBucketName({ name, account, region }: PlatformPlace): string {
  return physicalName('bucket', name, account, region, 'tfstate');
}

/** The name of the bucket in which S3 logs the accesses to the platform's other buckets. */
export function accessLogBucketName({ name, account, region }: PlatformPlace): string {
  return physicalName('bucket', name, account, region, 'access-logs');
}

/** Key of the state of a stack in the state bucket. @param stack its id, or a pattern of ids such as `dev-*` */
export function stateKey(platform: string, stack: string): string {
  return `${platform}/${stack}${STATE}`;
}

/** Key of the object by which Terraform locks a state. Source: Terraform, S3 backend, "State Locking". */
export function lockKey(key: string): string {
  return `${key}.tflock`;
}

/** Whether an object of the state bucket is a state. */
export function isStateKey(key: string): boolean {
  return key.endsWith(STATE);
}

/** The platform and the stack that a state belongs to. @param key of a state */
export function stackOfStateKey(key: string): { readonly platform: string; readonly stack: string } {
  const slash = key.lastIndexOf('/');
  return { platform: key.slice(0, Math.max(slash, 0)), stack: key.slice(slash + 1, -STATE.length) };
}
