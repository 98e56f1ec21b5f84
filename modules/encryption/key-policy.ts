import { iamArn, regionalArn, type AwsPlace } from '../../platform/arns';
import { servicePrincipal } from '../../platform/partitions';
import type { PolicyStatement } from '../iam/policy-document';

/** Who a key is for. */
export interface KeyPolicyProps {
  readonly place: AwsPlace;
  /** ARNs of all roles of jobs, with `*` for any letters: they use the key as their policies say, and never change it. */
  readonly jobRoleArns: string;
  /** Names of the log groups that the key encrypts, with `*` for any letters. */
  readonly logGroups: readonly string[];
  /** Whether SNS topics that alarms and events notify may be encrypted with the key. @default false */
  readonly topics?: boolean;
}

/** What a service or a role does with a key that encrypts. */
const USE_KEY = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/** What a person does to keep a key of any kind. None of it uses the key. */
export const KEEP_KEY = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DisableKey',
  'kms:EnableKey',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

/** What a person does besides to a key that KMS rotates, and that services have grants of. */
const KEEP_ROTATED_KEY = [
  'kms:EnableKeyRotation',
  'kms:ListGrants',
  'kms:ListKeyRotations',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
];

/** What the AWS provider reads of a key. */
export const READ_KEY = ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListResourceTags'];

/**
 * The policy of a key: IAM decides which roles of the account use it, no job changes it, and services use it for what
 * they keep for the account. Source: AWS KMS Developer Guide, "Key policies in AWS KMS".
 */
export function keyPolicy(props: KeyPolicyProps): PolicyStatement[] {
  const { place, jobRoleArns, topics = false } = props;
  const byAccount = { principals: { AWS: iamArn(place, 'root') }, resources: ['*'] } as const;
  const isNoJob = { ArnNotLike: { 'aws:PrincipalArn': jobRoleArns } };
  return [
    { ...byAccount, sid: 'ReadKey', actions: READ_KEY },
    { ...byAccount, sid: 'KeepKey', actions: [...KEEP_KEY, ...KEEP_ROTATED_KEY], conditions: isNoJob },
    { ...byAccount, sid: 'UseKey', actions: USE_KEY },
    {
      // A service gets a grant for as long as something of its own is encrypted, as ECR does for a repository.
      ...byAccount,
      sid: 'GrantToServices',
      actions: ['kms:CreateGrant'],
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
    { ...byAccount, sid: 'TakeGrantsBack', actions: ['kms:RetireGrant'] },
    logsStatement(props),
    ...(topics ? topicStatements(place) : []),
  ];
}

/** Source: Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service". */
function logsStatement({ place, logGroups }: KeyPolicyProps): PolicyStatement {
  return {
    sid: 'EncryptLogs',
    principals: { Service: servicePrincipal(`logs.${place.region}`) },
    actions: USE_KEY,
    resources: ['*'],
    conditions: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': logGroups.map((name) => regionalArn(place, 'logs', `log-group:${name}`)),
      },
    },
  };
}

/**
 * Lets alarms and events notify encrypted topics. Events carry none of the keys that would say whose they are: the
 * topic's own policy says which may notify it.
 * Source: Amazon SNS Developer Guide, "Enable compatibility between event sources from AWS services and encrypted topics".
 */
function topicStatements(place: AwsPlace): PolicyStatement[] {
  const publish = { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: ['*'] };
  return [
    {
      ...publish,
      sid: 'NotifyOfAlarms',
      principals: { Service: servicePrincipal('cloudwatch') },
      conditions: {
        StringEquals: { 'aws:SourceAccount': place.account },
        ArnLike: { 'aws:SourceArn': regionalArn(place, 'cloudwatch', 'alarm:*') },
      },
    },
    { ...publish, sid: 'NotifyOfEvents', principals: { Service: servicePrincipal('events') } },
  ];
}
