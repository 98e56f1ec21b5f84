/** What may stand at the top of the JSON of a stack. `//` is a comment. */
export const TOP_LEVEL: ReadonlySet<string> = new Set([
  '//',
  'data',
  'import',
  'output',
  'provider',
  'resource',
  'terraform',
  'variable',
]);

/** Functions that the stacks use. None of them reads a file or the environment, or takes the mark off a secret. */
export const FUNCTIONS: ReadonlySet<string> = new Set([
  'cidrsubnet',
  'contains',
  'element',
  'format',
  'join',
  'setintersection',
  'sha256',
  'try',
]);

/** Data sources that the stacks use: they read, and call nothing. */
export const DATA_TYPES: ReadonlySet<string> = new Set([
  'aws_availability_zones',
  'aws_cloudwatch_log_groups',
  'aws_kms_alias',
  'aws_secretsmanager_random_password',
  'aws_ssm_parameter',
  'terraform_remote_state',
]);

/** Types of resources that the stacks hold. */
export const RESOURCE_TYPES: ReadonlySet<string> = new Set([
  'aws_api_gateway_account',
  'aws_api_gateway_authorizer',
  'aws_api_gateway_deployment',
  'aws_api_gateway_integration',
  'aws_api_gateway_method',
  'aws_api_gateway_method_settings',
  'aws_api_gateway_resource',
  'aws_api_gateway_rest_api',
  'aws_api_gateway_stage',
  'aws_appautoscaling_policy',
  'aws_appautoscaling_target',
  'aws_cloudwatch_log_group',
  'aws_cloudwatch_metric_alarm',
  'aws_codebuild_project',
  'aws_codepipeline',
  'aws_codepipeline_webhook',
  'aws_cognito_resource_server',
  'aws_cognito_user_pool',
  'aws_cognito_user_pool_client',
  'aws_cognito_user_pool_domain',
  'aws_default_security_group',
  'aws_ecr_lifecycle_policy',
  'aws_ecr_repository',
  'aws_ecs_cluster',
  'aws_ecs_cluster_capacity_providers',
  'aws_ecs_service',
  'aws_ecs_task_definition',
  'aws_eip',
  'aws_flow_log',
  'aws_iam_openid_connect_provider',
  'aws_iam_policy',
  'aws_iam_role',
  'aws_iam_role_policy',
  'aws_iam_role_policy_attachment',
  'aws_internet_gateway',
  'aws_kms_alias',
  'aws_kms_key',
  'aws_lb',
  'aws_lb_listener',
  'aws_lb_listener_rule',
  'aws_lb_target_group',
  'aws_nat_gateway',
  'aws_route',
  'aws_route_table',
  'aws_route_table_association',
  'aws_s3_bucket',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_logging',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_versioning',
  'aws_security_group',
  'aws_ssm_parameter',
  'aws_subnet',
  'aws_vpc',
  'aws_vpc_endpoint',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
  'github_repository_webhook',
]);

/** Whether a stack may hold resources of a type. @param types those that the config of the base allows beside */
export function isResourceType(type: string, types: ReadonlySet<string>): boolean {
  return RESOURCE_TYPES.has(type) || types.has(type);
}
