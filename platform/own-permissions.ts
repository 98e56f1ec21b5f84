import type { AwsPlace } from './arns';
import { partitionOf } from './partitions';

/** What stands for the name of an environment in an ARN of a config. */
export const ENVIRONMENT = '${environment}';

/**
 * Services whose descriptions hold no data and no secret, of any project in the account: plans read them all. Those of
 * Lambda, Step Functions and Batch hold variables and inputs, those of Firehose tokens of its destinations.
 * Source: the API references of the services, what their `Describe...` and `List...` return.
 */
export const DESCRIBED_SERVICES: readonly string[] = ['dynamodb', 'elasticache', 'es', 'kinesis', 'rds'];

/** Services of which plans read the settings of what is named as the stack's own, and no more. */
export const NAMED_SERVICES = ['s3', 'secretsmanager', 'sns', 'sqs'] as const;

/**
 * The services of which a stack of the project's own may get permissions. None of them says who may do what, runs
 * something with other rights, or holds parts of the platform whose names may begin like those of an environment, but for
 * the buckets of another platform, which are denied.
 */
export const OWN_SERVICES: readonly string[] = [...DESCRIBED_SERVICES, ...NAMED_SERVICES];

/** The parts of an ARN that a config gives. */
export interface ArnParts {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Type and name, e.g. `db:shop-dev-*`. */
  readonly resource: string;
}

/** @returns undefined if the text is no ARN */
export function arnParts(arn: string): ArnParts | undefined {
  const [, service, region, account, resource] =
    /^arn:[a-z*-]+:([a-z0-9-]+):([a-z0-9*-]*):([0-9*]*):(.+)$/.exec(arn) ?? [];
  if (service === undefined || region === undefined || account === undefined || resource === undefined)
    return undefined;
  return { service, region, account, resource };
}

/** An ARN of a config as policies have it: in the platform's partition, and in its region and account where it has any. */
export function placedArn(arn: string, { account, region }: AwsPlace, environment = ''): string {
  const parts = arnParts(arn);
  if (parts === undefined) return arn;
  const resource = parts.resource.replaceAll(ENVIRONMENT, environment);
  const place = [parts.region === '*' ? region : parts.region, parts.account === '*' ? account : parts.account];
  return ['arn', partitionOf(region).id, parts.service, ...place, resource].join(':');
}

/** Services whose ARNs have a name and no type before it. Source: Service Authorization Reference, their "Resource types". */
const WITHOUT_TYPE: ReadonlySet<string> = new Set(['codecommit', 's3', 'sns', 'sqs']);

/** The name in an ARN, behind its type. */
export function nameOf({ service, resource }: ArnParts): string {
  if (WITHOUT_TYPE.has(service)) return resource;
  return resource.replace(/^[a-z][A-Za-z-]*[:/]/, '');
}

/**
 * Whether a resource is one of those that RDS names itself: default groups of parameters and options.
 * Source: Amazon RDS User Guide, "Identity-based policy examples", "Allow a user to create DB instances".
 */
export function isDefaultOfRds({ service, resource }: ArnParts): boolean {
  return service === 'rds' && /^((cluster-)?pg:default\.|og:default:)[\w.*-]*$/.test(resource);
}

/**
 * Whether a resource is a secret in which RDS keeps the password of a database. Source: Amazon RDS User Guide, "Password
 * management with Amazon RDS and AWS Secrets Manager".
 */
export function isSecretOfRds({ service, resource }: ArnParts): boolean {
  return service === 'secretsmanager' && /^secret:rds!(db|cluster)-\*$/.test(resource);
}

/** What RDS asks Secrets Manager for with the permissions of who makes a database. Source: the same, "Permissions". */
export const SECRET_OF_RDS_ACTIONS: readonly string[] = ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'];
