import { bucketArn, iamArn, regionalArn, type AwsPlace } from '../../platform/arns';
import { nameBeginning, physicalName } from '../../platform/naming';
import { servicePrincipal } from '../../platform/partitions';
import { useInBucket } from '../encryption/key-grants';
import type { PolicyStatement } from '../iam/policy-document';

/** What the boundary of what all environments share is about. */
export interface SharedBoundaryScope extends AwsPlace {
  /** Name of the platform. */
  readonly platform: string;
  /** Names of the environments that pipelines release to. */
  readonly environments: readonly string[];
  /** Buckets of bootstrap, whose names begin like those of artifact buckets. */
  readonly keptBucketArns: readonly string[];
  /** Alias of the KMS key that artifacts are encrypted with. @default - a key of AWS */
  readonly keyAlias?: string | undefined;
  /** ARN of the roles of bootstrap, with `*` for any letters. */
  readonly jobRoleArn: string;
}

/**
 * The most that roles of pipelines may do: build, and release to the services of the platform's environments. None of
 * them runs commands in containers, reads secrets or approves.
 */
export function sharedBoundary(scope: SharedBoundaryScope): PolicyStatement[] {
  return [
    ...artifactGrants(scope),
    ...buildGrants(scope),
    ...imageGrants(scope),
    ...releaseGrants(scope),
    ...taskDefinitionGrants(scope),
  ];
}

function artifactGrants(scope: SharedBoundaryScope): PolicyStatement[] {
  const buckets = artifactBuckets(scope);
  return [
    {
      sid: 'UseArtifacts',
      actions: [
        's3:GetBucketAcl',
        's3:GetBucketLocation',
        's3:GetBucketVersioning',
        's3:GetObject',
        's3:GetObjectVersion',
        's3:PutObject',
      ],
      resources: [buckets, `${buckets}/*`],
    },
    {
      sid: 'LeaveStates',
      effect: 'Deny',
      actions: ['s3:*'],
      resources: scope.keptBucketArns.flatMap((arn) => [arn, `${arn}/*`]),
    },
    ...(scope.keyAlias === undefined
      ? []
      : [useInBucket({ ...scope, aliases: [scope.keyAlias] }, buckets, { sid: 'UseKeyOfArtifacts', use: 'write' })]),
  ];
}

/** ARN of the buckets of a platform's artifacts, with `*` for any letters; it matches that of the states, too. */
export function artifactBuckets({ platform, account, region }: AwsPlace & { readonly platform: string }): string {
  return bucketArn(region, `${nameBeginning('bucket', platform, account, region)}*`);
}

function buildGrants(scope: SharedBoundaryScope): PolicyStatement[] {
  const projects = `${nameBeginning('buildProject', scope.platform)}*`;
  return [
    {
      sid: 'WriteLogs',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [regionalArn(scope, 'logs', `log-group:/aws/codebuild/${projects}:*`)],
    },
    {
      sid: 'RunBuilds',
      actions: ['codebuild:BatchGetBuilds', 'codebuild:StartBuild'],
      resources: [regionalArn(scope, 'codebuild', `project/${projects}`)],
    },
  ];
}

function imageGrants(scope: SharedBoundaryScope): PolicyStatement[] {
  const repositories = `repository/${nameBeginning('repository', scope.platform)}*`;
  return [
    { sid: 'SignInToRegistry', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] },
    {
      sid: 'PushImages',
      actions: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchDeleteImage',
        'ecr:BatchGetImage',
        'ecr:CompleteLayerUpload',
        'ecr:DescribeImages',
        'ecr:InitiateLayerUpload',
        'ecr:PutImage',
        'ecr:UploadLayerPart',
      ],
      resources: [regionalArn(scope, 'ecr', repositories)],
    },
  ];
}

function releaseGrants(scope: SharedBoundaryScope): PolicyStatement[] {
  const { platform, environments } = scope;
  const ofEach = (arnOf: (environment: string) => string): string[] => environments.map(arnOf);
  return [
    {
      sid: 'ReleaseToServices',
      actions: [
        'ecs:DescribeServiceDeployments',
        'ecs:DescribeServiceRevisions',
        'ecs:DescribeServices',
        'ecs:ListServiceDeployments',
        'ecs:UpdateService',
      ],
      resources: ['service', 'service-deployment', 'service-revision'].flatMap((type) =>
        ofEach((name) => regionalArn(scope, 'ecs', `${type}/${physicalName('ecs', platform, name)}/*`)),
      ),
    },
    {
      sid: 'FindDeployActions',
      actions: ['codepipeline:ListActionExecutions'],
      resources: [regionalArn(scope, 'codepipeline', `${nameBeginning('pipeline', platform)}*`)],
    },
    {
      sid: 'WriteDeployedImages',
      actions: ['ssm:GetParameterHistory', 'ssm:PutParameter'],
      resources: ofEach((name) => regionalArn(scope, 'ssm', `parameter/${platform}/${name}/*/image`)),
    },
    {
      sid: 'PassTaskRoles',
      actions: ['iam:PassRole'],
      resources: ofEach((name) => iamArn(scope, `role/${nameBeginning('role', platform, name)}*`)),
      conditions: { StringEquals: { 'iam:PassedToService': servicePrincipal('ecs-tasks') } },
    },
    { sid: 'PassNoRolesOfJobs', effect: 'Deny', actions: ['iam:PassRole'], resources: [scope.jobRoleArn] },
  ];
}

/** ECS checks some of these against no resource at all; `RegisterTaskDefinitions` of a pipeline's role says which. */
function taskDefinitionGrants(scope: SharedBoundaryScope): PolicyStatement[] {
  return [
    {
      sid: 'RegisterTaskDefinitions',
      actions: ['ecs:DeregisterTaskDefinition', 'ecs:DescribeTaskDefinition', 'ecs:RegisterTaskDefinition'],
      resources: ['*'],
    },
    {
      sid: 'TagNewTaskDefinitions',
      actions: ['ecs:TagResource'],
      resources: [regionalArn(scope, 'ecs', `task-definition/${nameBeginning('ecs', scope.platform)}*`)],
      conditions: { StringEquals: { 'ecs:CreateAction': 'RegisterTaskDefinition' } },
    },
  ];
}
