/** Attributes that AWS computes. Source: the schema of the AWS provider, attributes that are only computed. */
const COMPUTED = new Set([
  ...[
    'id',
    'arn',
    'arn_suffix',
    'arn_without_revision',
    'revision',
    'revision_id',
    'owner_id',
    'unique_id',
    'tags_all',
  ],
  ...['security_group_rule_id', 'resource_arn', 'registry_id', 'repository_url', 'hosted_zone_id', 'zone_id'],
  ...[
    'dns_name',
    'endpoint',
    'url',
    'invoke_url',
    'invoke_arn',
    'execution_arn',
    'qualified_arn',
    'qualified_invoke_arn',
  ],
  ...['status', 'state', 'version', 'version_id', 'etag', 'last_modified', 'last_status_change', 'source_code_size'],
  ...['create_date', 'created_at', 'created_date', 'created_time', 'creation_date', 'creation_time', 'updated_at'],
  ...['bucket_domain_name', 'bucket_regional_domain_name', 'load_balancer_arns', 'alarm_arns', 'trigger_all'],
  ...['payload_url', 'badge_url', 'public_project_alias', 'root_resource_id', 'network_interface_id', 'latest_version'],
]);

/**
 * Whether AWS computes an attribute: then "known only after the change" says nothing. Others matter then,
 * too: somebody set them to what another resource gives.
 */
export function isComputed(attribute: string): boolean {
  return COMPUTED.has(attribute);
}
