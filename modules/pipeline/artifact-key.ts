import type { AwsPlace } from '../../platform/arns';
import { useInBucket } from '../encryption/key-grants';
import type { PolicyStatement } from '../iam/policy-document';

/** The artifacts of a pipeline, and what they are encrypted with. */
export interface EncryptedArtifacts extends AwsPlace {
  readonly artifactBucketArn: string;
  /** ARN of the KMS key that artifacts are encrypted with. @default - a key of AWS */
  readonly keyArn?: string | undefined;
}

/**
 * What a role needs besides to read artifacts that are encrypted with a key of the account's own, or also to write them.
 */
export function decryptArtifacts(
  { account, region, artifactBucketArn, keyArn }: EncryptedArtifacts,
  use: 'read' | 'write' = 'write',
): PolicyStatement[] {
  if (keyArn === undefined) return [];
  return [useInBucket({ account, region, keyArn }, artifactBucketArn, { sid: 'DecryptArtifacts', use })];
}
