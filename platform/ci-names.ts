import { iamArn } from './arns';
import { physicalName } from './naming';
import type { PlatformPlace } from './states';

/** The GitHub environment whose jobs deploy what all environments share. The others are called after the platform's. */
export const SHARED_JOBS = 'shared';

/** The GitHub environment whose jobs review and look for drift: it holds the secrets that plans need. */
export const REVIEW_JOBS = 'review';

/**
 * Name of a GitHub environment of a platform.
 * @param prefix `ci.environmentPrefix`, where a repository has several platforms
 * @param name of an environment of the config, `SHARED_JOBS` or `REVIEW_JOBS`
 */
export function githubEnvironment({ environmentPrefix: prefix = '' }: EnvironmentPrefix, name: string): string {
  return `${prefix}${name}`;
}

/** The part of `ci` that names GitHub environments. */
interface EnvironmentPrefix {
  readonly environmentPrefix?: string;
}

/** The workflows whose jobs assume the role that plans. */
export const REVIEW_WORKFLOWS: readonly string[] = ['review.yml', 'drift.yml', 'deploy.yml'];

/** Seconds that a job of a workflow takes at most, by what it is for: its credentials are valid as long as that. */
export const JOB_SECONDS = { review: 3_600, deploy: 7_200 } as const;

/** What the names of all roles of bootstrap begin with, and no other may. */
export function jobRolePrefix({ name, region }: Pick<PlatformPlace, 'name' | 'region'>): string {
  return `${name}-${region}-`;
}

/** Name of a role that jobs assume; IAM is global, and a region is no name of an environment. */
export function jobRoleName({ name, region }: PlatformPlace, ...purpose: readonly string[]): string {
  return physicalName('role', name, region, 'ci', ...purpose);
}

/**
 * Name of the policy that limits the roles which jobs make.
 * @param jobs name of the environment whose jobs make them, or `SHARED_JOBS`
 */
export function boundaryName({ name, region }: PlatformPlace, jobs: string): string {
  return physicalName('policy', name, region, 'ci-boundary', jobs);
}

/** ARN of the policy that limits the roles which jobs make. @param jobs as in `boundaryName` */
export function boundaryArn(platform: PlatformPlace, jobs: string): string {
  return iamArn(platform, `policy/${boundaryName(platform, jobs)}`);
}

/** Name of the one policy that limited the roles of all jobs before each had its own. */
export function formerBoundaryName({ name, region }: PlatformPlace): string {
  return physicalName('policy', name, region, 'ci-boundary');
}

/** Alias of the key by which a deployment knows that a review wrote a record. */
export function reviewKeyAlias({ name, region }: PlatformPlace): string {
  return `alias/${physicalName('keyAlias', name, region, 'ci-reviews')}`;
}
