import type { Platform } from '../config/types';
import { physicalName } from '../platform/naming';

type Identity = Pick<Platform, 'name' | 'account' | 'region'>;

/** Name of a role that jobs assume; IAM is global, and a region is no name of an environment. */
export function jobRoleName({ name, region }: Identity, ...purpose: readonly string[]): string {
  return physicalName('role', name, region, 'ci', ...purpose);
}

/** Name of the policy that limits the roles which jobs make. */
export function boundaryName({ name, region }: Identity): string {
  return physicalName('policy', name, region, 'ci-boundary');
}

/** ARN of the policy that limits the roles which jobs make. */
export function boundaryArn(platform: Identity): string {
  return `arn:aws:iam::${platform.account}:policy/${boundaryName(platform)}`;
}
