import { partitionOf } from './partitions';

/** Where something is in AWS. */
export interface AwsPlace {
  /** AWS account id, 12 digits. */
  readonly account: string;
  /** AWS region: it tells the partition, also of what is in no region. */
  readonly region: string;
}

/**
 * ARN of something of an account in a region, e.g. `arn:aws:ecs:eu-central-1:123456789012:cluster/shop`.
 *
 * @param service as ARNs name it, e.g. `ecs`
 * @param resource e.g. `cluster/shop`; may hold `*` where a policy takes it
 */
export function regionalArn({ account, region }: AwsPlace, service: string, resource: string): string {
  return `arn:${partitionOf(region).id}:${service}:${region}:${account}:${resource}`;
}

/** ARN of something of IAM, which is in no region. @param resource e.g. `role/shop-dev` */
export function iamArn({ account, region }: AwsPlace, resource: string): string {
  return `arn:${partitionOf(region).id}:iam::${account}:${resource}`;
}

/** ARN of a policy that AWS manages. @param path e.g. `service-role/AmazonAPIGatewayPushToCloudWatchLogs` */
export function managedPolicyArn(region: string, path: string): string {
  return `arn:${partitionOf(region).id}:iam::aws:policy/${path}`;
}

/** ARN of a bucket, which is in no account and no region. @param bucket its name; may hold `*` */
export function bucketArn(region: string, bucket: string): string {
  return `arn:${partitionOf(region).id}:s3:::${bucket}`;
}

/** ARN of something of API Gateway, which is in no account. @param path e.g. `restapis/*` */
export function apiGatewayArn(region: string, path: string): string {
  return `arn:${partitionOf(region).id}:apigateway:${region}::/${path}`;
}
