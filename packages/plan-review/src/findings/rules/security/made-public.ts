import { added, becomes, settingsRule, turnedOff, turnedOn } from '../settings';

/** Groups of S3 that everybody is in, with or without an AWS account. Source: Amazon S3 User Guide, "ACL overview". */
export const EVERYBODY = ['AllUsers', 'AuthenticatedUsers'].map(
  (group) => `http://acs.amazonaws.com/groups/global/${group}`,
);

/** Where resources name the security groups that they are in. */
const IN_GROUPS = [
  ['aws_ecs_service', 'network_configuration.security_groups'],
  ['aws_lambda_function', 'vpc_config.security_group_ids'],
  ['aws_lb', 'security_groups'],
  ['aws_alb', 'security_groups'],
  ['aws_instance', 'vpc_security_group_ids'],
  ['aws_db_instance', 'vpc_security_group_ids'],
  ['aws_rds_cluster', 'vpc_security_group_ids'],
  ['aws_elasticache_replication_group', 'security_group_ids'],
] as const;

/** A private resource becomes reachable or readable from the internet. */
export const madePublic = settingsRule({
  id: 'made-public',
  category: 'security',
  severities: ['dangerous', 'attention'],
  meaning: 'Something that was private can be reached or read from the internet.',
  detail:
    'Anybody on the internet can send requests to it. Keep it private, or have it accepted by a person who knows what it serves.',
  settings: [
    ...['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].map((path) => ({
      types: ['aws_s3_bucket_public_access_block', 'aws_s3_account_public_access_block'],
      path,
      isWorse: turnedOff,
      fact: `no longer stops public access: \`${path}\` is off`,
    })),
    {
      types: ['aws_s3_bucket', 'aws_s3_bucket_acl'],
      path: 'acl',
      isWorse: becomes('public-read', 'public-read-write', 'authenticated-read', 'website'),
      fact: 'lets everybody read it',
    },
    {
      types: ['aws_s3_bucket_acl'],
      path: 'access_control_policy.grant.grantee.uri',
      isWorse: becomes(...EVERYBODY),
      fact: 'gives rights to everybody',
    },
    { types: ['aws_lambda_permission'], path: 'principal', isWorse: becomes('*'), fact: 'is for everybody' },
    {
      types: ['aws_cognito_identity_pool'],
      path: 'allow_unauthenticated_identities',
      isWorse: turnedOn,
      fact: 'gives credentials of AWS to everybody',
    },
    {
      types: ['aws_api_gateway_rest_api'],
      path: 'disable_execute_api_endpoint',
      isWorse: turnedOff,
      fact: 'can be called past its domain name',
      severity: 'attention',
    },
    ...IN_GROUPS.map(([type, path]) => ({
      types: [type],
      path,
      isWorse: added,
      fact: 'is in another security group',
      severity: 'attention' as const,
    })),
    { types: ['aws_lb', 'aws_alb'], path: 'internal', isWorse: turnedOff, fact: 'faces the internet' },
    {
      types: ['aws_ecs_service'],
      path: 'network_configuration.assign_public_ip',
      isWorse: turnedOn,
      fact: 'gives its tasks public IP addresses',
      severity: 'attention',
    },
    {
      types: ['aws_instance'],
      path: 'associate_public_ip_address',
      isWorse: turnedOn,
      fact: 'gets a public IP address',
      severity: 'attention',
    },
    {
      types: ['aws_subnet'],
      path: 'map_public_ip_on_launch',
      isWorse: turnedOn,
      fact: 'gives what starts in it public IP addresses',
      severity: 'attention',
    },
    {
      types: [
        'aws_db_instance',
        'aws_rds_cluster_instance',
        'aws_redshift_cluster',
        'aws_dms_replication_instance',
        'aws_mq_broker',
      ],
      path: 'publicly_accessible',
      isWorse: turnedOn,
      fact: 'can be reached from the internet',
    },
    {
      types: ['aws_eks_cluster'],
      path: 'vpc_config.endpoint_public_access',
      isWorse: turnedOn,
      fact: 'can be managed from the internet',
    },
    {
      types: ['aws_api_gateway_rest_api'],
      path: 'endpoint_configuration.types',
      isWorse: becomes('EDGE', 'REGIONAL'),
      fact: 'faces the internet',
    },
    {
      types: ['aws_cognito_user_pool'],
      path: 'admin_create_user_config.allow_admin_create_user_only',
      isWorse: turnedOff,
      fact: 'lets everybody sign up',
      severity: 'attention',
    },
  ],
});
