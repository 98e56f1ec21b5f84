import { partitionOf } from './partitions';

/** An account and a region of AWS. */
export interface AwsPlace {
  /** AWS account id, 12 digits. */
  readonly account: string;
  /** AWS region; its partition is also that of resources without a region. */
  readonly region: string;
}

/**
 * ARN of a resource of an account in a region, e.g. `arn:aws:ecs:eu-central-1:123456789012:cluster/shop`.
 *
 * @param service as ARNs name it, e.g. `ecs`
 * @param resource e.g. `cluster/shop`; may hold `*` where a policy takes it
 */
export function regionalArn({ account, region }: AwsPlace, service: string, resource: string): string {
  return `arn:${partitionOf(region).id}:${service}:${region}:${account}:${resource}`;
}

/** ARN of a resource of IAM, which has no regions. @param resource e.g. `role/shop-dev` */
export function iamArn({ account, region }: AwsPlace, resource: string): string {
  return `arn:${partitionOf(region).id}:iam::${account}:${resource}`;
}

/** ARN of a policy that AWS manages. @param path e.g. `service-role/AmazonAPIGatewayPushToCloudWatchLogs` */
export function managedPolicyArn(region: string, path: string): string {
  return `arn:${partitionOf(region).id}:iam::aws:policy/${path}`;
}

/** ARN of a bucket, which names no account and no region. @param bucket its name; may hold `*` */
export function bucketArn(region: string, bucket: string): string {
  return `arn:${partitionOf(region).id}:s3:::${bucket}`;
}

/** ARN of a resource of API Gateway, which names no account. @param path e.g. `restapis/*` */
export function apiGatewayArn(region: string, path: string): string {
  return `arn:${partitionOf(region).id}:apigateway:${region}::/${path}`;
}
