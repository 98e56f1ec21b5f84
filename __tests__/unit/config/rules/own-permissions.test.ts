import { resolvePlatform } from '../../../../config/resolve';
import { config, issuesOf } from '../../../helpers/config';

const OWN = 'arn:aws:rds:*:*:db:shop-${environment}-*';

function withPermission(permission: object, options: object = {}): ReturnType<typeof config> {
  return config({ stacks: { database: { ...options, deployPermissions: [permission] } } });
}

const problemsOf = (permission: object, options?: object): readonly string[] =>
  issuesOf(withPermission(permission, options)).map(({ path }) =>
    path.replace('stacks.database.deployPermissions', ''),
  );

describe('what jobs may do in a stack', () => {
  it.each([
    ['databases', { actions: ['rds:*DBInstance'], resources: [OWN, OWN.replace('*:*', 'eu-central-1:123456789012')] }],
    ['groups of AWS', { actions: ['rds:CreateDBInstance'], resources: ['arn:aws:rds:*:*:og:default:postgres-17'] }],
    ['parameters of AWS', { actions: ['rds:CreateDBInstance'], resources: ['arn:aws:rds:*:*:pg:default.*'] }],
    ['queues', { actions: ['sqs:CreateQueue'], resources: ['arn:aws:sqs:*:*:shop-${environment}-*'] }],
    ['buckets', { actions: ['s3:CreateBucket'], resources: ['arn:aws:s3:::shop-${environment}-*'] }],
    ['tables', { actions: ['dynamodb:CreateTable'], resources: ['arn:aws:dynamodb:*:*:table/shop-${environment}-*'] }],
    ['streams', { actions: ['kinesis:CreateStream'], resources: ['arn:aws:kinesis:*:*:stream/shop-${environment}-*'] }],
    [
      'caches',
      { actions: ['elasticache:*Cluster'], resources: ['arn:aws:elasticache:*:*:cluster:shop-${environment}-*'] },
    ],
    ['search', { actions: ['es:CreateDomain'], resources: ['arn:aws:es:*:*:domain/shop-${environment}-*'] }],
    ['topics', { actions: ['sns:CreateTopic'], resources: ['arn:aws:sns:*:*:shop-${environment}-*'] }],
    [
      'the secrets of RDS',
      {
        actions: ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
        resources: ['arn:aws:secretsmanager:*:*:secret:rds!db-*'],
      },
    ],
  ])('is what is named as its own: %s', (_, permission) => {
    expect(problemsOf(permission)).toEqual([]);
    expect(resolvePlatform(withPermission(permission)).stacks[0]?.deployPermissions).toEqual([permission]);
  });

  it.each([
    'iam:PassRole',
    'iam:*',
    'sts:AssumeRole',
    'kms:Decrypt',
    'ec2:RunInstances',
    'ecs:RunTask',
    'ssm:PutParameter',
    'codebuild:StartBuild',
    'cloudformation:CreateStack',
    'rds:*',
    's3:GetObject',
    's3:*Object',
    's3:Put*',
    'S3:GetObject',
    '*',
    '*:*',
    'dynamodb:*Item',
    'dynamodb:PartiQLInsert',
    'dynamodb:PartiQL*',
    'dynamodb:ExportTableToPointInTime',
    'es:ESHttpPut',
    'kinesis:PutRecords',
    'kinesis:SubscribeToShard',
    'rds:Modify*',
    'rds:ModifyDBClusterSnapshotAttribute',
    'rds:ModifyDBSnapshotAttribute',
    'rds:StartExportTask',
    'secretsmanager:GetSecretValue',
    'secretsmanager:PutSecretValue',
    'secretsmanager:UpdateSecret',
    'sqs:DeleteMessage',
  ])('is never %s', (action) => {
    const service = action.split(':')[0] ?? '';
    const resources = [`arn:aws:${service.replace(/[^a-z0-9]/g, '') || 'rds'}:*:*:x:shop-\${environment}-*`];
    expect(problemsOf({ actions: [action], resources })).toContain('[0].actions[0]');
  });

  it.each(['lambda', 'states', 'batch', 'firehose', 'glue', 'a-service-of-tomorrow'])(
    'is nothing of a service whose descriptions may hold data, as plans would read them all: %s',
    (service) => {
      const [issue] = issuesOf(
        withPermission({
          actions: [`${service}:CreateThing`],
          resources: [`arn:aws:${service}:*:*:thing/shop-\${environment}-*`],
        }),
      );
      expect(issue).toMatchObject({
        path: 'stacks.database.deployPermissions[0].actions[0]',
        found: `"${service}:CreateThing", of a service whose descriptions may hold data or of which a job could act on more than its own`,
        allowed: 'actions of dynamodb, elasticache, es, kinesis, rds, s3, secretsmanager, sns and sqs',
        fix: 'leave it out, and add what the job needs to its role in customize (docs/customizing.md)',
      });
    },
  );

  it.each([
    '*',
    'arn:aws:rds:*:*:*',
    'arn:aws:rds:*:*:db:*',
    'arn:aws:rds:*:*:db:shop-*',
    'arn:aws:rds:*:*:db:shop-prod-*',
    'arn:aws:rds:*:*:db:shop-${environment}*',
    'arn:aws:rds:*:*:db:*shop-${environment}-*',
    'arn:aws:rds:*:*:db:shop-${environment}-${other}',
    'arn:aws:rds:*:*:*:shop-${environment}-*',
    'arn:aws:rds:*:*:db:prod:shop-${environment}-*',
    'arn:aws:rds:*:999999999999:db:shop-${environment}-*',
    'arn:aws:rds:us-east-1:*:db:shop-${environment}-*',
    'arn:aws:rds:*:*:pg:defaults',
    'arn:aws:sqs:*:*:shop-${environment}-*',
    'arn:aws:iam:::role/shop-${environment}-*',
  ])('is never on what may be of others: %s', (resource) => {
    expect(problemsOf({ actions: ['rds:CreateDBInstance'], resources: [resource] })).toEqual(['[0].resources[0]']);
  });

  it('is never in the bucket of another, where a key is called like a name of its own', () => {
    const resources = ['arn:aws:s3:::payments/shop-${environment}-x'];
    expect(problemsOf({ actions: ['s3:DeleteBucket'], resources })).toEqual(['[0].resources[0]']);
  });

  it('is nothing but what RDS asks for, in the secrets of RDS', () => {
    const resources = ['arn:aws:secretsmanager:*:*:secret:rds!db-*'];
    expect(problemsOf({ actions: ['secretsmanager:DeleteSecret'], resources })).toEqual(['[0].resources[0]']);
  });

  it('is named by the stack where all environments share it', () => {
    const shared = { perEnvironment: false };
    const on = (name: string): object => ({ actions: ['sqs:CreateQueue'], resources: [`arn:aws:sqs:*:*:${name}`] });
    expect(problemsOf(on('shop-database-*'), shared)).toEqual([]);
    for (const other of ['shop-${environment}-*', 'shop-dev-*', 'shop-data-*'])
      expect(problemsOf(on(other), shared)).toEqual(['[0].resources[0]']);
  });

  it('is refused with what is allowed and the fix', () => {
    const [issue] = issuesOf(
      withPermission({ actions: ['rds:DeleteDBInstance'], resources: ['arn:aws:rds:*:*:db:*'] }),
    );
    expect(issue).toMatchObject({
      path: 'stacks.database.deployPermissions[0].resources[0]',
      found: '"arn:aws:rds:*:*:db:*", which may be of others',
      fix: 'name it, for example arn:aws:rds:*:*:<type>:shop-${environment}-*',
    });
  });
});

describe('the secrets of a stack that services may get', () => {
  const placesOf = (secret: string, options: object = {}): readonly string[] =>
    issuesOf(config({ stacks: { database: { ...options, applicationSecrets: [secret] } } })).map(({ path }) => path);
  const secret = (name: string): string => `arn:aws:secretsmanager:*:*:secret:${name}`;

  it.each(['shop-${environment}-token-*', 'rds!db-*', 'rds!cluster-*'])('are its own: %s', (name) => {
    expect(placesOf(secret(name))).toEqual([]);
  });

  it.each([
    secret('*'),
    secret('shop-*'),
    secret('shop-prod-*'),
    secret('rds!*'),
    secret('rds!db-0a'),
    'arn:aws:secretsmanager:*:999999999999:secret:shop-${environment}-*',
    'arn:aws:ssm:*:*:parameter/shop-${environment}-x',
    'arn:aws:s3:::shop-${environment}-x',
  ])('are none that may be of others: %s', (arn) => {
    expect(placesOf(arn)).toEqual(['stacks.database.applicationSecrets[0]']);
  });

  it('are none of databases where all environments share the stack: their boundaries would not tell them apart', () => {
    expect(placesOf(secret('rds!db-*'), { perEnvironment: false })).toHaveLength(1);
  });
});
