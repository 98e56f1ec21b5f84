import { leaves, settingsRule, turnedOff, turnedOn } from '../settings';

/** A protection of data against deletion by mistake is switched off. */
export const deletionProtectionRemoved = settingsRule({
  id: 'deletion-protection-removed',
  category: 'data-loss',
  severities: ['attention'],
  meaning: 'Protection against deletion by mistake is switched off, or former versions of objects are no longer kept.',
  detail: 'The next mistake deletes it for good. If that is meant to happen, destroy it in the next change.',
  settings: [
    {
      types: ['aws_db_instance', 'aws_rds_cluster', 'aws_docdb_cluster', 'aws_neptune_cluster'],
      path: 'deletion_protection',
      isWorse: turnedOff,
      fact: 'can be deleted: its deletion protection is off',
    },
    {
      types: ['aws_lb', 'aws_alb'],
      path: 'enable_deletion_protection',
      isWorse: turnedOff,
      fact: 'can be deleted: its deletion protection is off',
    },
    {
      types: ['aws_dynamodb_table'],
      path: 'deletion_protection_enabled',
      isWorse: turnedOff,
      fact: 'can be deleted: its deletion protection is off',
    },
    {
      types: ['aws_cognito_user_pool'],
      path: 'deletion_protection',
      isWorse: leaves('ACTIVE'),
      fact: 'can be deleted: its deletion protection is off',
    },
    {
      types: ['aws_s3_bucket', 'aws_route53_zone'],
      path: 'force_destroy',
      isWorse: turnedOn,
      fact: 'can be destroyed with all that is in it',
    },
    {
      types: ['aws_ecr_repository', 'aws_ecs_service'],
      path: 'force_delete',
      isWorse: turnedOn,
      fact: 'can be destroyed with all that is in it',
    },
    {
      types: ['aws_db_instance', 'aws_rds_cluster', 'aws_docdb_cluster', 'aws_neptune_cluster', 'aws_redshift_cluster'],
      path: 'skip_final_snapshot',
      isWorse: turnedOn,
      fact: 'can be destroyed without a final snapshot',
    },
    {
      types: ['aws_s3_bucket_versioning'],
      path: 'versioning_configuration.status',
      isWorse: leaves('Enabled'),
      fact: 'is suspended: what is overwritten or deleted is gone',
    },
    {
      types: ['aws_dynamodb_table'],
      path: 'point_in_time_recovery.enabled',
      isWorse: turnedOff,
      fact: 'can no longer be restored to an earlier point in time',
    },
    {
      types: ['aws_efs_backup_policy'],
      path: 'backup_policy.status',
      isWorse: leaves('ENABLED'),
      fact: 'is off: nothing is backed up',
    },
  ],
});
