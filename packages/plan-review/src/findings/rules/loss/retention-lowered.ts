import type { Comparison } from '../settings';
import { lowered, settingsRule, turnedOn } from '../settings';

/** For logs 0, or nothing, is for ever. */
const shortened: Comparison = (before, after) => {
  const forEver = Number.MAX_SAFE_INTEGER;
  const counted = (values: typeof before): typeof before => values.map((value) => (value === 0 ? forEver : value));
  return lowered(forEver)(counted(before), counted(after));
};

/** Data is kept for a shorter time: older data is deleted at once. */
export const retentionLowered = settingsRule({
  id: 'retention-lowered',
  category: 'data-loss',
  severities: ['attention'],
  meaning: 'Logs, backups or records are kept for fewer days: what is older is deleted at once.',
  detail: 'Export what is older first if anybody may ask for it: an audit, an open incident.',
  settings: [
    {
      types: ['aws_cloudwatch_log_group'],
      path: 'retention_in_days',
      isWorse: shortened,
      fact: 'keeps its lines for fewer days; older ones are deleted',
    },
    {
      types: ['aws_db_instance', 'aws_rds_cluster', 'aws_docdb_cluster', 'aws_neptune_cluster'],
      path: 'backup_retention_period',
      isWorse: lowered(0),
      fact: 'keeps its backups for fewer days; older ones are deleted',
    },
    {
      types: ['aws_elasticache_replication_group', 'aws_elasticache_cluster'],
      path: 'snapshot_retention_limit',
      isWorse: lowered(0),
      fact: 'keeps its snapshots for fewer days; older ones are deleted',
    },
    {
      types: ['aws_backup_plan'],
      path: 'rule.lifecycle.delete_after',
      isWorse: lowered(Number.MAX_SAFE_INTEGER),
      fact: 'keeps backups for fewer days',
    },
    {
      types: ['aws_dynamodb_table'],
      path: 'ttl.enabled',
      isWorse: turnedOn,
      fact: 'deletes every item when its time is over',
    },
    {
      types: ['aws_kinesis_stream'],
      path: 'retention_period',
      isWorse: lowered(24),
      fact: 'keeps its records for fewer hours; older ones are deleted',
    },
    {
      types: ['aws_sqs_queue'],
      path: 'message_retention_seconds',
      isWorse: lowered(345_600),
      fact: 'keeps its messages for a shorter time; older ones are deleted',
    },
  ],
});
