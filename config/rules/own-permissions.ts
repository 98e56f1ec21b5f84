import {
  arnParts,
  ENVIRONMENT,
  isDefaultOfRds,
  isSecretOfRds,
  nameOf,
  OWN_SERVICES,
  SECRET_OF_RDS_ACTIONS,
  type ArnParts,
} from '../../platform/own-permissions';
import { findPartition } from '../../platform/partitions';
import { list, quote, type Finding } from '../issue';
import type { Platform } from '../types';
import type { Rule } from './rule';

/** What reads or writes data, or hands it to others: no job does. Source: Service Authorization Reference. */
const DATA_ACTIONS: readonly string[] = [
  'dynamodb:BatchGetItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:DeleteItem',
  'dynamodb:ExportTableToPointInTime',
  'dynamodb:GetItem',
  'dynamodb:GetRecords',
  'dynamodb:PartiQLDelete',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLSelect',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:UpdateItem',
  'elasticache:Connect',
  'es:ESHttpDelete',
  'es:ESHttpGet',
  'es:ESHttpHead',
  'es:ESHttpPatch',
  'es:ESHttpPost',
  'es:ESHttpPut',
  'kinesis:GetRecords',
  'kinesis:PutRecord',
  'kinesis:PutRecords',
  'kinesis:SubscribeToShard',
  'rds:DownloadCompleteDBLogFile',
  'rds:DownloadDBLogFilePortion',
  'rds:ModifyDBClusterSnapshotAttribute',
  'rds:ModifyDBSnapshotAttribute',
  'rds:StartExportTask',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:GetObject',
  's3:GetObjectVersion',
  's3:PutObject',
  's3:PutObjectAcl',
  'secretsmanager:BatchGetSecretValue',
  'secretsmanager:GetSecretValue',
  'secretsmanager:PutSecretValue',
  'secretsmanager:UpdateSecret',
  'sns:Publish',
  'sqs:DeleteMessage',
  'sqs:PurgeQueue',
  'sqs:ReceiveMessage',
  'sqs:SendMessage',
];

/** What the role of a job may do in a stack of the project's own: change what is named as its own, and no data in it. */
export const ownActions: Rule = ({ platform }) =>
  eachPermission(platform, ({ actions }, path) =>
    actions.flatMap((action, index): Finding[] => {
      const problem = problemOfAction(action);
      return problem === undefined ? [] : [{ path: [...path, 'actions', index], ...problem }];
    }),
  );

function problemOfAction(action: string): Omit<Finding, 'path'> | undefined {
  const [service = '', name = ''] = action.split(':');
  if (!OWN_SERVICES.includes(service)) {
    return {
      found: `${quote(action)}, of a service whose descriptions may hold data or of which a job could act on more than its own`,
      allowed: `actions of ${list(OWN_SERVICES, 'and')}`,
      fix: 'leave it out, and add what the job needs to its role in customize (docs/customizing.md)',
    };
  }
  const data = DATA_ACTIONS.find((each) => isMatch(action, each));
  if (data !== undefined || /^\**$/.test(name)) {
    return {
      found:
        data === undefined ? `${quote(action)}, all actions of a service` : `${quote(action)}, which allows ${data}`,
      allowed: 'actions that make, change and destroy what is in the stack; no job reads or writes data',
      fix: `name the actions one by one, for example ${service}:Create*`,
    };
  }
  return undefined;
}

/** Whether an action with `*` for any letters is another one, too. */
function isMatch(pattern: string, action: string): boolean {
  const source = pattern.split('*').map((each) => each.replace(/[^\w:-]/g, ''));
  return new RegExp(`^${source.join('.*')}$`, 'i').test(action);
}

/** A resource is named as the stack's own, so that no environment's job acts on another environment. */
export const ownResources: Rule = ({ platform }) =>
  eachPermission(platform, ({ actions, resources }, path, beginning) =>
    resources.flatMap((arn, index): Finding[] => {
      if (isOwn(arnParts(arn), actions, platform, beginning)) return [];
      return [
        {
          path: [...path, 'resources', index],
          reads: [['name'], ['account'], ['region']],
          found: `${quote(arn)}, which may be of others`,
          allowed:
            `ARNs of the service of the actions, in this account and region, whose name begins with ${beginning}; for ` +
            'RDS also pg:default.*, og:default:* and, with ' +
            `${list(SECRET_OF_RDS_ACTIONS, 'and')} alone, the secret rds!db-* of Secrets Manager`,
          fix: `name it, for example arn:${findPartition(platform.region)?.id ?? 'aws'}:${serviceOf(actions[0] ?? '')}:*:*:<type>:${beginning}*`,
        },
      ];
    }),
  );

/** A secret is the stack's own, or of a database that is. */
export const ownSecrets: Rule = ({ platform }) =>
  platform.stacks.flatMap(({ name, perEnvironment, applicationSecrets }) => {
    const beginning = beginningOf(platform, name, perEnvironment);
    return applicationSecrets.flatMap((arn, index): Finding[] => {
      const parts = arnParts(arn);
      const isSecret = parts?.service === 'secretsmanager' && parts.resource.startsWith('secret:');
      const isOfDatabase = parts !== undefined && isSecretOfRds(parts) && perEnvironment;
      if (isSecret && (isOfDatabase || isNamedOwn(parts, platform, beginning))) return [];
      return [
        {
          path: ['stacks', name, 'applicationSecrets', index],
          reads: [['name'], ['account'], ['region']],
          found: `${quote(arn)}, which may be of others`,
          allowed:
            `ARNs of Secrets Manager in this account and region whose name begins with ${beginning}; for a stack of each ` +
            'environment also secret:rds!db-* and secret:rds!cluster-*',
          fix: `name it, for example ${secretExample(platform, beginning)}`,
        },
      ];
    });
  });

function secretExample({ region }: Platform, beginning: string): string {
  return ['arn', findPartition(region)?.id ?? 'aws', 'secretsmanager', '*', '*', 'secret', `${beginning}*`].join(':');
}

function isOwn(
  parts: ArnParts | undefined,
  actions: readonly string[],
  platform: Platform,
  beginning: string,
): boolean {
  if (parts === undefined || !isHere(parts, platform)) return false;
  if (actions.some((action) => serviceOf(action) !== parts.service)) return false;
  if (isDefaultOfRds(parts)) return true;
  if (isSecretOfRds(parts)) return actions.every((action) => SECRET_OF_RDS_ACTIONS.includes(action));
  return isNamedOwn(parts, platform, beginning);
}

function isNamedOwn(parts: ArnParts, platform: Platform, beginning: string): boolean {
  const name = nameOf(parts);
  return isHere(parts, platform) && name.startsWith(beginning) && /^[\w.*/:@+=-]*$/.test(name.slice(beginning.length));
}

function isHere(parts: ArnParts, { account, region }: Platform): boolean {
  return ['', '*', region].includes(parts.region) && ['', '*', account].includes(parts.account);
}

function serviceOf(action: string): string {
  return action.split(':')[0] ?? '';
}

/** @param check gets a statement, where it stands, and what names of the stack's own begin with */
function eachPermission(
  platform: Platform,
  check: (
    permission: Platform['stacks'][number]['deployPermissions'][number],
    path: readonly (string | number)[],
    beginning: string,
  ) => Finding[],
): Finding[] {
  return platform.stacks.flatMap(({ name, perEnvironment, deployPermissions }) => {
    const beginning = beginningOf(platform, name, perEnvironment);
    return deployPermissions.flatMap((each, index) =>
      check(each, ['stacks', name, 'deployPermissions', index], beginning),
    );
  });
}

/** What names of a stack's own begin with. */
function beginningOf(platform: Platform, stack: string, perEnvironment: boolean): string {
  return `${platform.name}-${perEnvironment ? ENVIRONMENT : stack}-`;
}
