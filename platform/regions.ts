import { findPartition } from './partitions';

/** Why a platform cannot be in a region. */
export interface Unavailability {
  readonly reason: string;
}

/**
 * Services that a platform is made of and that a partition lacks. Source: botocore 1.44.5, `endpoints.json`: the
 * partition lists no endpoint of the service.
 */
const missingInPartition: Readonly<Record<string, readonly string[]>> = {
  'aws-cn': ['Amazon Cognito user pools'],
  'aws-iso': ['AWS CodePipeline', 'Amazon Cognito user pools'],
  'aws-iso-b': ['AWS CodePipeline', 'Amazon Cognito user pools'],
  'aws-iso-e': ['AWS CodePipeline', 'AWS CodeBuild', 'Amazon Cognito user pools'],
  'aws-iso-f': ['Amazon API Gateway', 'Amazon Cognito user pools'],
};

/** The same for regions whose partition has the service in other regions. Source: botocore 1.44.5, `endpoints.json`. */
const missingInRegion: Readonly<Record<string, readonly string[]>> = {
  'ap-east-2': ['AWS CodeBuild', 'AWS CodePipeline'],
  'ap-southeast-7': ['AWS CodePipeline'],
  'ca-west-1': ['AWS CodeBuild', 'AWS CodePipeline'],
  'mx-central-1': ['AWS CodeBuild', 'AWS CodePipeline'],
};

/** `a`, `a and b`, `a, b and c`: British English has no comma before the last. */
function enumerate(items: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items);
}

/**
 * Why a platform cannot be in a region: AWS lacks a service there, or an address of it is not known.
 *
 * @returns undefined if it can
 */
export function unavailabilityOf(region: string): Unavailability | undefined {
  const partition = findPartition(region)?.id;
  if (partition === undefined) return { reason: 'its name is not one of a region of any AWS partition' };
  const missing = missingInPartition[partition] ?? missingInRegion[region];
  if (missing !== undefined) return { reason: `${enumerate(missing)} cannot be used there` };
  // botocore lists every service there. But where the sign-in pages of a user pool are found is in no documentation of
  // Amazon Cognito, and their address is what a platform publishes.
  if (partition === 'aws-eusc')
    return { reason: 'the address of sign-in pages of Amazon Cognito is not documented there' };
  return undefined;
}
