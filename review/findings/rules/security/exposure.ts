import { becomes, settingsRule, turnedOff, turnedOn } from '../settings';

/** Something that was private can be reached, or read, from the internet. */
export const madePublic = settingsRule({
  id: 'made-public',
  category: 'security',
  severities: ['dangerous', 'attention'],
  meaning: 'Something that was private can be reached or read from the internet.',
  detail: 'Whoever finds it can try it. Keep it private, or have somebody accept it who knows what is behind it.',
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
