import { createHash } from 'node:crypto';

/** Characters of the hash that keeps a shortened name unique: 32 bits, 1 in 4 billion. */
const HASH_LENGTH = 8;

/**
 * The longest physical names that AWS accepts, in characters.
 * Sources: the service's "Quotas" or API reference page, named beside each.
 */
export const nameLimits = {
  /** Elastic Load Balancing API, CreateLoadBalancer: Name. */
  loadBalancer: 32,
  /** Elastic Load Balancing API, CreateTargetGroup: Name. */
  targetGroup: 32,
  /** IAM and STS quotas: role name. */
  role: 64,
  /** IAM and STS quotas: policy name. */
  policy: 128,
  /** Amazon S3, General purpose bucket naming rules. */
  bucket: 63,
  /** Amazon VPC API, CreateSecurityGroup: GroupName. */
  securityGroup: 255,
  /** Amazon ECS API, CreateCluster, CreateService and RegisterTaskDefinition: 255 characters. */
  ecs: 255,
  /** Amazon ECR API, CreateRepository: repositoryName. */
  repository: 256,
  /** AWS CodePipeline API, PipelineDeclaration: name. */
  pipeline: 100,
  /** AWS CodePipeline API, WebhookDefinition: name. */
  pipelineWebhook: 100,
  /** AWS CodeBuild API, CreateProject: name. */
  buildProject: 150,
  /** Amazon CloudWatch API, PutMetricAlarm: AlarmName. */
  alarm: 255,
  /** Amazon CloudWatch Logs API, CreateLogGroup: logGroupName. */
  logGroup: 512,
  /** Amazon Cognito API, CreateUserPoolDomain: Domain. */
  userPoolDomain: 63,
  /** Amazon Cognito API, CreateUserPool: PoolName. */
  userPool: 128,
  /** Amazon Cognito API, CreateUserPoolClient: ClientName. */
  userPoolClient: 128,
  /** Amazon Cognito API, CreateResourceServer: Identifier and Name. */
  resourceServer: 256,
  /** Amazon API Gateway V2 API, CreateApi: Name; the API of REST APIs names no limit. */
  restApi: 128,
  /** AWS KMS API, CreateAlias: AliasName, less `alias/`. */
  keyAlias: 250,
  /** Application Auto Scaling API, PutScalingPolicy: PolicyName. */
  scalingPolicy: 256,
} as const;

/** What a physical name is for. */
export type NameKind = keyof typeof nameLimits;

/**
 * The physical name of a resource: the parts joined by hyphens. A name over the kind's limit is cut, and ends in a hash
 * of the whole, so that it stays unique and the same on every run.
 *
 * @param kind what is named; decides the limit.
 * @param parts lower-case words, most general first, e.g. `['shop', 'dev', 'orders']`.
 */
export function physicalName(kind: NameKind, ...parts: readonly string[]): string {
  const whole = parts.join('-');
  const limit = nameLimits[kind];
  return whole.length <= limit ? whole : withHash(whole, limit, whole);
}

/**
 * What all physical names begin with that have these parts first and others after them, for patterns of policies. A
 * name that is cut keeps less of a long beginning.
 *
 * @param kind what is named; decides the limit.
 * @param parts lower-case words, most general first, e.g. `['shop', '123456789012', 'eu-central-1']`.
 */
export function nameBeginning(kind: NameKind, ...parts: readonly string[]): string {
  const whole = `${parts.join('-')}-`;
  const kept = nameLimits[kind] - HASH_LENGTH - 1;
  return whole.length <= kept ? whole : whole.slice(0, kept).replace(/-+$/, '');
}

/**
 * A physical name that always ends in a hash of `identity`: for resources that are replaced before the old one is gone
 * (create before destroy), whose name must therefore change with everything that forces the replacement.
 */
export function replaceableName(
  kind: NameKind,
  parts: readonly string[],
  identity: readonly (string | number)[],
): string {
  const whole = parts.join('-');
  return withHash(whole, nameLimits[kind], [whole, ...identity].join('|'));
}

function withHash(whole: string, limit: number, hashed: string): string {
  const kept = whole.slice(0, limit - HASH_LENGTH - 1).replace(/-+$/, '');
  return `${kept}-${shortHash(hashed)}`;
}

/** The first eight hexadecimal digits of the SHA-256 of a text. */
function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}
