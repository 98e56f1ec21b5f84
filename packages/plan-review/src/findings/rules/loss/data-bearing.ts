import type { ValueObject } from '../../../plan/value';
import { numberAt } from '../../reading/values';

/** A type of resource that holds data, which cannot be made again from code. */
export interface DataBearing {
  /** What is lost with it, e.g. `every image in it`. */
  readonly lost: string;
  /** What prevents or limits the loss. @default - nothing */
  readonly rescue?: (attributes: ValueObject) => string | undefined;
}

type Rescue = NonNullable<DataBearing['rescue']>;

function unless(attribute: string, text: string): Rescue {
  return (attributes) => (attributes[attribute] === true ? undefined : text);
}

function ifProtected(attribute: string, value: string | true = true): Rescue {
  return (attributes) =>
    attributes[attribute] === value ? `AWS refuses while \`${attribute}\` is on, so the apply fails.` : undefined;
}

function afterDays(attribute: string, standard: number): Rescue {
  return (attributes) => {
    const days = numberAt(attributes, attribute) ?? standard;
    return days > 0 ? `Its deletion can be cancelled for ${days} days.` : undefined;
  };
}

const bucketIsEmpty = unless('force_destroy', 'AWS refuses while there is anything in it, so the apply fails.');
const repositoryIsEmpty = unless('force_delete', 'AWS refuses while there is an image in it, so the apply fails.');
const finalSnapshot = unless('skip_final_snapshot', 'A final snapshot is taken; what comes after it is lost.');
const key = { lost: 'everything that is encrypted with it', rescue: afterDays('deletion_window_in_days', 30) };
const snapshot = { lost: 'what it holds of the past' };
const everyItem = { lost: 'every item in it' };
const everyRecord = { lost: 'all data in it', rescue: finalSnapshot };

/** Resource types that hold data, and what is lost with them. */
export const DATA_BEARING: Readonly<Record<string, DataBearing>> = {
  aws_ami: { lost: 'the image: nothing can be started from it' },
  aws_backup_vault: { lost: 'every backup in it' },
  aws_cloudwatch_log_group: { lost: 'every log line in it' },
  aws_codecommit_repository: { lost: 'all code in it' },
  aws_codeartifact_repository: { lost: 'every package in it' },
  aws_cognito_user: { lost: 'the account' },
  aws_cognito_user_pool: {
    lost: 'every account in it: users have to sign up again',
    rescue: ifProtected('deletion_protection', 'ACTIVE'),
  },
  aws_db_cluster_snapshot: snapshot,
  aws_db_instance: everyRecord,
  aws_db_snapshot: snapshot,
  aws_docdb_cluster: everyRecord,
  aws_docdb_cluster_snapshot: snapshot,
  aws_docdbelastic_cluster: { lost: 'all data in it' },
  aws_dynamodb_table: { ...everyItem, rescue: ifProtected('deletion_protection_enabled') },
  aws_ebs_snapshot: snapshot,
  aws_ebs_volume: { lost: 'all data on it' },
  aws_ecr_repository: {
    lost: 'every image in it: nothing can be started or rolled back from it',
    rescue: repositoryIsEmpty,
  },
  aws_ecrpublic_repository: { lost: 'every image in it' },
  aws_efs_file_system: { lost: 'every file in it' },
  aws_elasticache_cluster: { lost: 'everything it has cached' },
  aws_elasticache_replication_group: { lost: 'everything it has cached' },
  aws_elasticache_serverless_cache: { lost: 'everything it has cached' },
  aws_elasticsearch_domain: { lost: 'every index in it' },
  aws_fsx_lustre_file_system: { lost: 'every file in it' },
  aws_fsx_ontap_file_system: { lost: 'every file in it' },
  aws_fsx_ontap_volume: { lost: 'every file in it' },
  aws_fsx_openzfs_file_system: { lost: 'every file in it' },
  aws_fsx_openzfs_volume: { lost: 'every file in it' },
  aws_fsx_windows_file_system: { lost: 'every file in it' },
  aws_glacier_vault: { lost: 'every archive in it' },
  aws_keyspaces_table: { lost: 'all data in it' },
  aws_kinesis_stream: { lost: 'every record in it' },
  aws_kms_external_key: key,
  aws_kms_key: key,
  aws_kms_replica_key: key,
  aws_lightsail_database: { lost: 'all data in it' },
  aws_memorydb_cluster: { lost: 'all data in it' },
  aws_mq_broker: { lost: 'every message in it' },
  aws_msk_cluster: { lost: 'every message in it' },
  aws_neptune_cluster: everyRecord,
  aws_opensearch_domain: { lost: 'every index in it' },
  aws_rds_cluster: everyRecord,
  aws_qldb_ledger: { lost: 'all data in it' },
  aws_redshift_cluster: everyRecord,
  aws_route53_zone: {
    lost: 'every record in it: its names do not resolve, and another zone has other name servers',
    rescue: unless('force_destroy', 'AWS refuses while it has other records, so the apply fails.'),
  },
  aws_redshiftserverless_namespace: { lost: 'all data in it' },
  aws_s3_bucket: { lost: 'every object in it', rescue: bucketIsEmpty },
  aws_s3_directory_bucket: { lost: 'every object in it', rescue: bucketIsEmpty },
  aws_s3tables_table: { lost: 'all data in it' },
  aws_secretsmanager_secret: { lost: 'its value', rescue: afterDays('recovery_window_in_days', 30) },
  aws_sqs_queue: { lost: 'every message in it' },
  aws_ssm_parameter: { lost: 'its value and its former values' },
  aws_timestreaminfluxdb_db_instance: { lost: 'all data in it' },
  aws_timestreamwrite_database: { lost: 'every record in it' },
  aws_timestreamwrite_table: { lost: 'every record in it' },
};

/** @returns undefined if a resource of the type holds no data, as far as is known */
export function dataIn(type: string): DataBearing | undefined {
  return Object.hasOwn(DATA_BEARING, type) ? DATA_BEARING[type] : undefined;
}
