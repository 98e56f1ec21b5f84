import { EVERYBODY } from '../security/made-public';
import { becomes, isMissing, isOff, settingsRule, turnedOn, type Comparison } from '../settings';

/** Something new that holds data in the clear. */
export const newUnencrypted = settingsRule({
  id: 'new-storage-unencrypted',
  category: 'policy',
  severities: ['attention'],
  meaning: 'New storage is not encrypted at rest.',
  detail: 'Most of them cannot be encrypted later without being replaced: do it now.',
  of: 'new',
  settings: [
    ...['aws_db_instance', 'aws_rds_cluster', 'aws_docdb_cluster', 'aws_neptune_cluster'].map((type) =>
      unencrypted(type, 'storage_encrypted', isOff),
    ),
    ...['aws_efs_file_system', 'aws_ebs_volume', 'aws_redshift_cluster'].map((type) =>
      unencrypted(type, 'encrypted', isOff),
    ),
    unencrypted('aws_elasticache_replication_group', 'at_rest_encryption_enabled', isOff),
    unencrypted('aws_opensearch_domain', 'encrypt_at_rest.enabled', isOff),
    unencrypted('aws_kinesis_stream', 'encryption_type', becomes('NONE')),
    unencrypted('aws_codebuild_project', 'artifacts.encryption_disabled', turnedOn),
  ],
});

function unencrypted(
  type: string,
  path: string,
  isWorse: Comparison,
): Parameters<typeof settingsRule>[0]['settings'][number] {
  return { types: [type], path, isWorse, fact: 'is new and not encrypted' };
}

/** Something new that the internet reaches. */
export const newPublic = settingsRule({
  id: 'new-resource-public',
  category: 'policy',
  severities: ['attention', 'dangerous'],
  meaning: 'Something new can be reached or called from the internet; dangerous if that is a database or a bucket.',
  detail: 'Say in the pull request who is meant to reach it; make it private otherwise.',
  of: 'new',
  settings: [
    {
      types: ['aws_lb', 'aws_alb'],
      path: 'internal',
      isWorse: (_, after) => after.includes(false),
      fact: 'is new and faces the internet',
    },
    {
      types: ['aws_db_instance', 'aws_rds_cluster_instance', 'aws_redshift_cluster'],
      path: 'publicly_accessible',
      isWorse: turnedOn,
      fact: 'is new and can be reached from the internet',
      severity: 'dangerous',
    },
    ...['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].map((path) => ({
      types: ['aws_s3_bucket_public_access_block'],
      path,
      isWorse: isOff,
      fact: `does not stop public access: \`${path}\` is off`,
      severity: 'dangerous' as const,
    })),
    {
      types: ['aws_s3_bucket', 'aws_s3_bucket_acl'],
      path: 'acl',
      isWorse: becomes('public-read', 'public-read-write', 'authenticated-read', 'website'),
      fact: 'lets everybody read it',
      severity: 'dangerous',
    },
    {
      types: ['aws_s3_bucket_acl'],
      path: 'access_control_policy.grant.grantee.uri',
      isWorse: becomes(...EVERYBODY),
      fact: 'gives rights to everybody',
      severity: 'dangerous',
    },
    {
      types: ['aws_cognito_identity_pool'],
      path: 'allow_unauthenticated_identities',
      isWorse: turnedOn,
      fact: 'is new and gives credentials of AWS to everybody',
    },
    {
      types: ['aws_lambda_function_url', 'aws_apigatewayv2_route'],
      path: 'authorization_type',
      isWorse: becomes('NONE'),
      fact: 'is new and can be called by anybody',
    },
    {
      types: ['aws_ecs_service'],
      path: 'network_configuration.assign_public_ip',
      isWorse: turnedOn,
      fact: 'is new and gives its tasks public IP addresses',
    },
  ],
});

/** New logs that are never deleted. */
export const newEndlessLog = settingsRule({
  id: 'new-log-group-endless',
  category: 'policy',
  severities: ['note'],
  meaning: 'A new log group keeps its lines for ever.',
  detail: 'They cost more each month, and personal data in them has to be deleted some day. Set `retention_in_days`.',
  of: 'new',
  settings: [
    {
      types: ['aws_cloudwatch_log_group'],
      path: 'retention_in_days',
      isWorse: (before, after) => isMissing(before, after) || after.includes(0),
      fact: 'is new and keeps its lines for ever',
    },
  ],
});

/** New repositories whose tags can be moved. */
export const newMutableTags = settingsRule({
  id: 'new-repository-mutable',
  category: 'policy',
  severities: ['note'],
  meaning: 'A new ECR repository lets tags be moved to other images.',
  detail:
    'What was tested may not be what runs, and a rollback may start something else. Set `image_tag_mutability` to IMMUTABLE.',
  of: 'new',
  settings: [
    {
      types: ['aws_ecr_repository'],
      path: 'image_tag_mutability',
      isWorse: (_, after) => after.length === 0 || after.includes('MUTABLE'),
      fact: 'is new and lets tags move',
    },
  ],
});
