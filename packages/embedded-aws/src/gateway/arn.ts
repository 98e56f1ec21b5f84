import type { Place } from './table';

/**
 * ARN of a resource in the place where a request goes (AWS General Reference, "Amazon Resource Names").
 * @param service as ARNs name it, e.g. `codebuild`
 * @param resource everything after the account, e.g. `project/orders`
 */
export function arnOf({ account, scope }: Place, service: string, resource: string): string {
  return `arn:${partitionOf(scope.region)}:${service}:${scope.region}:${account}:${resource}`;
}

/** ARN of the account's root user, which stands for the account itself. */
export function arnOfRoot({ account, scope }: Place): string {
  return `arn:${partitionOf(scope.region)}:iam::${account}:root`;
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
