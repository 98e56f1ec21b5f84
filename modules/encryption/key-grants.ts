import { regionalArn, type AwsPlace } from '../../platform/arns';
import { kmsViaServices } from '../../platform/partitions';
import type { PolicyStatement } from '../iam/policy-document';

/** A key in the place of a role: its own ARN, or the aliases of several where the ARNs are not known. */
export type KeyInPolicy = AwsPlace & ({ readonly keyArn: string } | { readonly aliases: readonly string[] });

/**
 * Reads what is encrypted in a bucket, or also writes it.
 * Source: Amazon S3 User Guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys": with a bucket key the context is
 * the bucket, without one the object.
 */
export function useInBucket(
  key: KeyInPolicy,
  bucketArn: string,
  { sid, use }: { readonly sid: string; readonly use: 'read' | 'write' },
): PolicyStatement {
  const context = { 'kms:EncryptionContext:aws:s3:arn': [bucketArn, `${bucketArn}/*`] };
  const actions = use === 'read' ? ['kms:Decrypt'] : ['kms:Decrypt', 'kms:GenerateDataKey'];
  return through('s3', key, { sid, actions, conditions: { StringLike: context } });
}

/**
 * Reads encrypted parameters, or also writes them. Source: AWS Systems Manager User Guide, "AWS KMS encryption for AWS
 * Systems Manager Parameter Store SecureString parameters".
 *
 * @param parameterArns may hold `*` for any letters
 */
export function useForParameters(
  key: KeyInPolicy,
  parameterArns: readonly string[],
  use: 'read' | 'write',
): PolicyStatement {
  return through('ssm', key, {
    sid: 'UseKeyOfParameters',
    actions: use === 'read' ? ['kms:Decrypt'] : ['kms:Decrypt', 'kms:Encrypt'],
    conditions: { StringLike: { 'kms:EncryptionContext:PARAMETER_ARN': parameterArns } },
  });
}

/**
 * Makes repositories with the key, and destroys them. Source: Amazon ECR User Guide, "Encryption at rest", required IAM
 * permissions; only what makes a grant tells whom it is for.
 */
export function encryptRepositories(key: KeyInPolicy): PolicyStatement[] {
  const conditions = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };
  return [
    through('ecr', key, { sid: 'EncryptRepositories', actions: ['kms:CreateGrant'], conditions }),
    through('ecr', key, { sid: 'LetGoOfRepositories', actions: ['kms:RetireGrant'] }),
  ];
}

/**
 * Talks in a session of ECS Exec that is encrypted with the key. The agent in the container decrypts by itself: through a
 * service, such as one that keeps parameters, the key cannot be used.
 * Source: Amazon ECS Developer Guide, "Monitor Amazon ECS containers with ECS Exec", "Logging and auditing using ECS Exec".
 */
export function decryptSessions(key: KeyInPolicy): PolicyStatement {
  const { resources, conditions } = namedKey(key);
  return {
    sid: 'DecryptExecSession',
    actions: ['kms:Decrypt'],
    resources,
    conditions: { ...conditions, Null: { 'kms:ViaService': 'true' } },
  };
}

/** Uses the key through one service only. Source: AWS Key Management Service Developer Guide, "kms:ViaService". */
function through(service: string, key: KeyInPolicy, statement: Omit<PolicyStatement, 'resources'>): PolicyStatement {
  const { resources, conditions } = namedKey(key);
  return {
    ...statement,
    resources,
    conditions: {
      ...statement.conditions,
      StringEquals: { 'kms:ViaService': kmsViaServices(service, key.region) },
      ...conditions,
    },
  };
}

/** What of a statement names a key. */
interface NamedKey extends Pick<PolicyStatement, 'conditions'> {
  readonly resources: readonly string[];
}

/**
 * What a statement about the key is about: a policy cannot name a key by its alias, but ask for it. Source: AWS KMS
 * Developer Guide, "Use aliases to control access to KMS keys".
 */
export function namedKey(key: KeyInPolicy): NamedKey {
  if ('keyArn' in key) return { resources: [key.keyArn] };
  return {
    resources: [regionalArn(key, 'kms', 'key/*')],
    conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': key.aliases } },
  };
}
