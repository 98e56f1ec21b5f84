import { becomes, leaves, removed, settingsRule, turnedOff } from '../settings';

const notAtRest = 'is no longer encrypted at rest';
const otherKey = 'is no longer encrypted with a key of yours';

/** Data is encrypted less well, or not at all. */
export const encryptionWeakened = settingsRule({
  id: 'encryption-weakened',
  category: 'security',
  severities: ['dangerous', 'attention'],
  meaning: 'Data is no longer encrypted, or with a key of AWS instead of one of yours.',
  detail: 'What is written from now on is protected less. Keep the setting unless nothing in it is worth it.',
  settings: [
    {
      types: ['aws_db_instance', 'aws_rds_cluster', 'aws_docdb_cluster', 'aws_neptune_cluster'],
      path: 'storage_encrypted',
      isWorse: turnedOff,
      fact: notAtRest,
    },
    {
      types: ['aws_efs_file_system', 'aws_ebs_volume', 'aws_redshift_cluster'],
      path: 'encrypted',
      isWorse: turnedOff,
      fact: notAtRest,
    },
    {
      types: ['aws_elasticache_replication_group'],
      path: 'at_rest_encryption_enabled',
      isWorse: turnedOff,
      fact: notAtRest,
    },
    {
      types: ['aws_opensearch_domain', 'aws_elasticsearch_domain'],
      path: 'encrypt_at_rest.enabled',
      isWorse: turnedOff,
      fact: notAtRest,
    },
    {
      types: ['aws_sqs_queue'],
      path: 'sqs_managed_sse_enabled',
      isWorse: turnedOff,
      fact: 'is no longer encrypted by SQS itself',
      severity: 'attention',
    },
    { types: ['aws_kinesis_stream'], path: 'encryption_type', isWorse: becomes('NONE'), fact: notAtRest },
    {
      types: ['aws_codebuild_project'],
      path: 'artifacts.encryption_disabled',
      isWorse: becomes(true),
      fact: 'no longer encrypts its artifacts',
    },
    { types: ['aws_ssm_parameter'], path: 'type', isWorse: leaves('SecureString'), fact: 'is no longer encrypted' },
    {
      types: [
        'aws_cloudwatch_log_group',
        'aws_secretsmanager_secret',
        'aws_db_instance',
        'aws_rds_cluster',
        'aws_efs_file_system',
        'aws_ebs_volume',
      ],
      path: 'kms_key_id',
      isWorse: removed,
      fact: otherKey,
      severity: 'attention',
    },
    {
      types: ['aws_sqs_queue', 'aws_sns_topic'],
      path: 'kms_master_key_id',
      isWorse: removed,
      fact: otherKey,
      severity: 'attention',
    },
    {
      types: ['aws_ecr_repository'],
      path: 'encryption_configuration.encryption_type',
      isWorse: leaves('KMS'),
      fact: otherKey,
      severity: 'attention',
    },
    {
      types: ['aws_s3_bucket_server_side_encryption_configuration'],
      path: 'rule.apply_server_side_encryption_by_default.sse_algorithm',
      isWorse: leaves('aws:kms', 'aws:kms:dsse'),
      fact: 'uses keys of S3 instead of one of yours',
      severity: 'attention',
    },
    {
      types: ['aws_kms_key'],
      path: 'enable_key_rotation',
      isWorse: turnedOff,
      fact: 'is no longer rotated',
      severity: 'attention',
    },
  ],
});
