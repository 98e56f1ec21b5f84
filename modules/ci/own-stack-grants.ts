import { bucketArn, iamArn, regionalArn, type AwsPlace } from '../../platform/arns';
import { arnParts, DESCRIBED_SERVICES, isSecretOfRds, NAMED_SERVICES, placedArn } from '../../platform/own-permissions';
import { kmsViaServices, servicePrincipal } from '../../platform/partitions';
import type { PolicyStatement } from '../iam/policy-document';
import { BUCKET_SETTINGS } from './read-grants';

/** What the config lets the jobs do that deploy a stack. */
export interface DeployPermission {
  /** Actions of IAM, with `*` for any letters. */
  readonly actions: readonly string[];
  /** ARNs, with `*` for any letters and `${environment}` for the name of the environment. */
  readonly resources: readonly string[];
}

/** Whose stacks these are. */
export interface OwnStackScope extends AwsPlace {
  /** What their names begin with before a hyphen, e.g. `shop-dev`. */
  readonly beginnings: readonly string[];
  /** What the config lets their jobs do. */
  readonly permissions: readonly DeployPermission[];
  /** @default - all environments share them */
  readonly environment?: string | undefined;
  /** Alias of the KMS key that is there for them. @default - keys of AWS */
  readonly keyAlias?: string | undefined;
}

/** Makes, changes and destroys what stacks of the project's own hold, as the config says. */
export function manageOwnStacks(scope: OwnStackScope): PolicyStatement[] {
  const services = servicesOf(scope);
  if (services.length === 0) return [];
  return [
    ...scope.permissions.flatMap((permission, index) => allowed(scope, permission, index)),
    {
      sid: 'UseServicesOfOwnStacks',
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [iamArn(scope, 'role/aws-service-role/*')],
      conditions: { StringEquals: { 'iam:AWSServiceName': services.map(servicePrincipal) } },
    },
    ...encryptOwn(scope, services),
    ...(services.includes('s3') ? [leaveBucketsOfPlatforms(scope)] : []),
  ];
}

/** A platform `shop-dev` in the same account keeps its states and artifacts in buckets called `shop-dev-<account>-...`. */
function leaveBucketsOfPlatforms({ beginnings, account, region }: OwnStackScope): PolicyStatement {
  const buckets = beginnings.map((each) => bucketArn(region, `${each}-${account}-*`));
  return { sid: 'LeaveBucketsOfPlatforms', effect: 'Deny', actions: ['s3:*'], resources: buckets };
}

function allowed(scope: OwnStackScope, { actions, resources }: DeployPermission, index: number): PolicyStatement[] {
  const [secrets, others] = split(resources, (arn) => isManaged(arn));
  const statement = (sid: string, of: readonly string[]): PolicyStatement[] =>
    of.length === 0 ? [] : [{ sid, actions, resources: of.map((arn) => placedArn(arn, scope, scope.environment)) }];
  return [
    ...statement(`ManageOwnStacks${index}`, others),
    // Whose secret it is no name tells. RDS acts with the permissions of who makes a database, and on its secret alone.
    // Source: IAM User Guide, "AWS global condition context keys", aws:ViaAWSService.
    ...statement(`LetRdsKeepSecrets${index}`, secrets).map((each) => ({
      ...each,
      conditions: { Bool: { 'aws:ViaAWSService': 'true' } },
    })),
  ];
}

function isManaged(arn: string): boolean {
  const parts = arnParts(arn);
  return parts !== undefined && isSecretOfRds(parts);
}

/** Lets their services encrypt with the key, by grants that they get for as long as something of theirs is encrypted. */
function encryptOwn(scope: OwnStackScope, services: readonly string[]): PolicyStatement[] {
  if (scope.keyAlias === undefined) return [];
  return [
    {
      sid: 'EncryptOwnStacks',
      actions: ['kms:CreateGrant'],
      resources: [regionalArn(scope, 'kms', 'key/*')],
      conditions: {
        Bool: { 'kms:GrantIsForAWSResource': 'true' },
        StringEquals: { 'kms:ViaService': services.flatMap((service) => kmsViaServices(service, scope.region)) },
        'ForAnyValue:StringEquals': { 'kms:ResourceAliases': [scope.keyAlias] },
      },
    },
  ];
}

type NamedService = (typeof NAMED_SERVICES)[number];

/** What a plan reads of a resource by its name beside descriptions. Source: the calls of the AWS provider. */
const READ_BY_NAME: Readonly<Record<NamedService, readonly string[]>> = {
  s3: BUCKET_SETTINGS,
  secretsmanager: ['secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy'],
  sns: ['sns:GetDataProtectionPolicy', 'sns:GetTopicAttributes', 'sns:ListTagsForResource'],
  sqs: ['sqs:GetQueueAttributes', 'sqs:ListQueueTags'],
};

/**
 * Reads what plans of stacks of the project's own read: of the services of their permissions the descriptions where
 * those hold no data, or what is named. Of any other service nothing.
 * @param scopes one for each environment whose stacks are planned
 */
export function readOwnStacks(scopes: readonly OwnStackScope[]): PolicyStatement[] {
  const services = [...new Set(scopes.flatMap(servicesOf))].sort();
  const described = services.filter((service) => DESCRIBED_SERVICES.includes(service));
  const describe: PolicyStatement = {
    sid: 'DescribeOwnStacks',
    actions: described.flatMap((service) => [`${service}:Describe*`, `${service}:List*`]),
    resources: ['*'],
  };
  const named = NAMED_SERVICES.flatMap((service) => readNamed(service, scopes));
  return [...(described.length > 0 ? [describe] : []), ...named];
}

function readNamed(service: NamedService, scopes: readonly OwnStackScope[]): PolicyStatement[] {
  const resources = scopes.flatMap((scope) =>
    scope.permissions
      .flatMap((each) => each.resources)
      .filter((arn) => arnParts(arn)?.service === service && !isManaged(arn))
      .map((arn) => placedArn(arn, scope, scope.environment)),
  );
  const [initial = '', ...rest] = service;
  const sid = `ReadOwn${initial.toUpperCase()}${rest.join('')}`;
  return resources.length === 0
    ? []
    : [{ sid, actions: READ_BY_NAME[service], resources: [...new Set(resources)].sort() }];
}

/** The services that permissions are about, in alphabetical order. */
function servicesOf({ permissions }: OwnStackScope): string[] {
  const services = permissions
    .flatMap(({ resources }) => resources.filter((arn) => !isManaged(arn)))
    .flatMap((arn) => arnParts(arn)?.service ?? []);
  return [...new Set(services)].sort();
}

function split<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
