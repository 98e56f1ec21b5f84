/**
 * Kind of policy: `trust` says who may assume a role, `identity` what a principal may do, `resource` who may use a
 * resource.
 */
export type PolicyKind = 'trust' | 'identity' | 'resource';

/** Where policy documents are: attribute, or block and attribute; and of what kind they are. */
export interface PolicyAttribute {
  readonly path: readonly [attribute: string] | readonly [block: string, attribute: string];
  readonly kind: PolicyKind;
}

const policy = [{ path: ['policy'], kind: 'resource' }] as const;
const policyDocument = [{ path: ['policy_document'], kind: 'resource' }] as const;
const accessPolicy = [{ path: ['access_policy'], kind: 'resource' }] as const;
const accessPolicies = [{ path: ['access_policies'], kind: 'resource' }] as const;
const resourcePolicy = [{ path: ['resource_policy'], kind: 'resource' }] as const;
const identity = [{ path: ['policy'], kind: 'identity' }] as const;

/** Resource types by where their policies are. Source: the schema of the AWS provider, versions 5.100.0 and 6.25.0. */
export const POLICY_ATTRIBUTES: Readonly<Record<string, readonly PolicyAttribute[]>> = {
  aws_iam_role: [
    { path: ['assume_role_policy'], kind: 'trust' },
    { path: ['inline_policy', 'policy'], kind: 'identity' },
  ],
  aws_iam_role_policy: identity,
  aws_iam_user_policy: identity,
  aws_iam_group_policy: identity,
  aws_iam_policy: identity,
  aws_ssoadmin_permission_set_inline_policy: [{ path: ['inline_policy'], kind: 'identity' }],
  aws_vpc_endpoint: policy,
  aws_vpc_endpoint_policy: policy,
  aws_acmpca_policy: policy,
  aws_api_gateway_domain_name: policy,
  aws_api_gateway_rest_api: policy,
  aws_api_gateway_rest_api_policy: policy,
  aws_backup_vault_policy: policy,
  aws_cloudsearch_domain_service_access_policy: accessPolicy,
  aws_cloudwatch_event_bus_policy: policy,
  aws_cloudwatch_log_delivery_destination_policy: [{ path: ['delivery_destination_policy'], kind: 'resource' }],
  aws_cloudwatch_log_destination_policy: accessPolicy,
  aws_cloudwatch_log_resource_policy: policyDocument,
  aws_codeartifact_domain_permissions_policy: policyDocument,
  aws_codeartifact_repository_permissions_policy: policyDocument,
  aws_codebuild_resource_policy: policy,
  aws_dynamodb_resource_policy: policy,
  aws_ecr_registry_policy: policy,
  aws_ecr_repository_creation_template: [{ path: ['repository_policy'], kind: 'resource' }],
  aws_ecr_repository_policy: policy,
  aws_ecrpublic_repository_policy: policy,
  aws_efs_file_system_policy: policy,
  aws_elasticsearch_domain: accessPolicies,
  aws_elasticsearch_domain_policy: accessPolicies,
  aws_opensearch_domain: accessPolicies,
  aws_opensearch_domain_policy: accessPolicies,
  aws_glacier_vault: accessPolicy,
  aws_glacier_vault_lock: policy,
  aws_glue_resource_policy: policy,
  aws_iot_policy: identity,
  aws_kinesis_resource_policy: policy,
  aws_kms_external_key: policy,
  aws_kms_key: policy,
  aws_kms_key_policy: policy,
  aws_kms_replica_external_key: policy,
  aws_kms_replica_key: policy,
  aws_media_store_container_policy: policy,
  aws_msk_cluster_policy: policy,
  aws_networkfirewall_resource_policy: policy,
  aws_oam_sink_policy: policy,
  aws_prometheus_resource_policy: policyDocument,
  aws_redshift_resource_policy: policy,
  aws_redshiftserverless_resource_policy: policy,
  aws_s3_access_point: policy,
  aws_s3_bucket: policy,
  aws_s3_bucket_policy: policy,
  aws_s3control_access_grants_instance_resource_policy: policy,
  aws_s3control_access_point_policy: policy,
  aws_s3control_bucket_policy: policy,
  aws_s3control_multi_region_access_point_policy: [{ path: ['details', 'policy'], kind: 'resource' }],
  aws_s3control_object_lambda_access_point_policy: policy,
  aws_s3tables_table_bucket_policy: resourcePolicy,
  aws_s3tables_table_policy: resourcePolicy,
  aws_s3vectors_vector_bucket_policy: policy,
  aws_sagemaker_model_package_group_policy: resourcePolicy,
  aws_schemas_registry_policy: policy,
  aws_secretsmanager_secret: policy,
  aws_secretsmanager_secret_policy: policy,
  aws_ses_identity_policy: policy,
  aws_sesv2_email_identity_policy: policy,
  aws_sns_topic: policy,
  aws_sns_topic_policy: policy,
  aws_sqs_queue: policy,
  aws_sqs_queue_policy: policy,
};
