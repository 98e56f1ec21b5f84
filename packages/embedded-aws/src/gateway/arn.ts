import { partition } from '@aws-sdk/core/client';

import type { Place } from './table';

/**
 * ARN of a resource in the place where a request goes (AWS General Reference, "Amazon Resource Names").
 * @param service as ARNs name it, e.g. `codebuild`
 * @param resource everything after the account, e.g. `project/orders`
 */
export function arnOf({ account, scope }: Place, service: string, resource: string): string {
  return `arn:${partitionOf(scope.region)}:${service}:${scope.region}:${account}:${resource}`;
}

/**
 * ARN of a resource of an account that belongs to no region, e.g. a role.
 * @param service as ARNs name it, e.g. `iam`
 * @param resource everything after the account, e.g. `role/build`
 */
export function globalArnOf({ account, scope }: Place, service: string, resource: string): string {
  return `arn:${partitionOf(scope.region)}:${service}::${account}:${resource}`;
}

/** ARN of the account's root user, which stands for the account itself. */
export function arnOfRoot(place: Place): string {
  return globalArnOf(place, 'iam', 'root');
}

/**
 * ARN of a bucket, or of an object in it: it tells neither region nor account.
 * @param resource `<bucket>` or `<bucket>/<key>`
 */
export function s3ArnOf({ scope }: Pick<Place, 'scope'>, resource: string): string {
  return `arn:${partitionOf(scope.region)}:s3:::${resource}`;
}

/** A service that calls KMS for its caller, as `kms:ViaService` names it. Source: KMS Developer Guide, "kms:ViaService". */
export function viaServiceOf(service: string, region: string): string {
  return `${service}.${region}.${partition(region).dnsSuffix}`;
}

/** Second part of the ARNs of a region, e.g. `aws-us-gov`. The SDK has the list; what it does not know is in `aws`. */
function partitionOf(region: string): string {
  return partition(region).name;
}
