import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { helloPipeline, output } from '../../../helpers/pipeline-stack';
import { pipelineRoleNames } from '../../../../platform/pipeline-roles';
import { parseStack, referenceTo, referenceToData } from '../../../helpers/terraform-json';

const hello = helloPipeline();

/** The artifact bucket's ARN as roles refer to it. */
const BUCKET = referenceTo(hello, S3Bucket, 'arn');

/** Reads and writes what S3 encrypts in the artifact bucket with the shared key, and nothing else with that key. */
const DECRYPT_ARTIFACTS = {
  Sid: 'DecryptArtifacts',
  Effect: 'Allow',
  Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
  Resource: referenceToData(hello, DataAwsKmsAlias, 'target_key_arn'),
  Condition: {
    StringLike: { 'kms:EncryptionContext:aws:s3:arn': [BUCKET, `${BUCKET}/*`] },
    StringEquals: { 'kms:ViaService': ['s3.eu-central-1.amazonaws.com'] },
  },
};

interface Policy {
  readonly Version: string;
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

function role(name: string): { readonly trust: Policy; readonly permissions: Policy } {
  const [found] = Object.entries(parseStack(hello).resource?.aws_iam_role ?? {}).filter(
    ([, block]) => block.name === name,
  );
  if (found === undefined) throw new Error(`no role ${name}`);
  const [id, block] = found;
  const policies = Object.values(parseStack(hello).resource?.aws_iam_role_policy ?? {});
  const policy = policies.find((candidate) => candidate.role === `\${aws_iam_role.${id}.id}`);
  return {
    trust: JSON.parse(block.assume_role_policy as string) as Policy,
    permissions: JSON.parse(policy?.policy as string) as Policy,
  };
}

function trustOf(service: string, sourceArn: string): Policy {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AssumedByService',
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012', 'aws:SourceArn': sourceArn } },
      },
    ],
  };
}

describe('the role of the pipeline', () => {
  const { trust, permissions } = role('shop-hello-pipeline');

  it('is assumed by CodePipeline for this pipeline alone', () => {
    expect(trust).toEqual(
      trustOf('codepipeline.amazonaws.com', 'arn:aws:codepipeline:eu-central-1:123456789012:shop-hello'),
    );
  });

  it('passes artifacts on, runs its projects and releases to its services, with their roles', () => {
    expect(permissions.Statement).toEqual([
      {
        Sid: 'FindArtifactBucket',
        Effect: 'Allow',
        Action: ['s3:GetBucketAcl', 's3:GetBucketLocation', 's3:GetBucketVersioning'],
        Resource: BUCKET,
      },
      {
        Sid: 'ReadAndWriteArtifacts',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
        Resource: `${BUCKET}/*`,
      },
      DECRYPT_ARTIFACTS,
      {
        Sid: 'RunBuilds',
        Effect: 'Allow',
        Action: ['codebuild:BatchGetBuilds', 'codebuild:StartBuild'],
        Resource: [
          'arn:aws:codebuild:eu-central-1:123456789012:project/shop-hello-build',
          'arn:aws:codebuild:eu-central-1:123456789012:project/shop-hello-record',
          'arn:aws:codebuild:eu-central-1:123456789012:project/shop-hello-record-dev',
          'arn:aws:codebuild:eu-central-1:123456789012:project/shop-hello-record-prod',
        ],
      },
      {
        Sid: 'UpdateServices',
        Effect: 'Allow',
        Action: ['ecs:DescribeServices', 'ecs:UpdateService'],
        Resource: [output('dev-hello', 'service_arn'), output('prod-hello', 'service_arn')],
      },
      {
        Sid: 'RegisterTaskDefinitions',
        Effect: 'Allow',
        Action: ['ecs:DescribeTaskDefinition', 'ecs:RegisterTaskDefinition'],
        Resource: '*',
      },
      {
        Sid: 'TagNewTaskDefinitions',
        Effect: 'Allow',
        Action: 'ecs:TagResource',
        Resource: ['dev', 'prod'].map(
          (environment) =>
            `arn:aws:ecs:eu-central-1:123456789012:task-definition/${output(`${environment}-hello`, 'task_definition_family')}:*`,
        ),
        Condition: { StringEquals: { 'ecs:CreateAction': 'RegisterTaskDefinition' } },
      },
      {
        Sid: 'PassTaskRoles',
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: [
          output('dev-hello', 'execution_role_arn'),
          output('dev-hello', 'task_role_arn'),
          output('prod-hello', 'execution_role_arn'),
          output('prod-hello', 'task_role_arn'),
        ],
        Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      },
    ]);
  });
});

describe('the role of the image build', () => {
  const { trust, permissions } = role('shop-hello-build');

  it('is assumed by CodeBuild for this project alone', () => {
    expect(trust).toEqual(
      trustOf('codebuild.amazonaws.com', 'arn:aws:codebuild:eu-central-1:123456789012:project/shop-hello-build'),
    );
  });

  it('writes its log, passes on what it built and pushes to its one repository', () => {
    expect(permissions.Statement).toEqual([
      {
        Sid: 'WriteLog',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: 'arn:aws:logs:eu-central-1:123456789012:log-group:/aws/codebuild/shop-hello-build:*',
      },
      {
        Sid: 'ReadSource',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:GetObjectVersion'],
        Resource: `${BUCKET}/*/Source/*`,
      },
      { Sid: 'WriteBuild', Effect: 'Allow', Action: 's3:PutObject', Resource: `${BUCKET}/*/Build/*` },
      DECRYPT_ARTIFACTS,
      { Sid: 'SignInToRegistry', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
      {
        Sid: 'PushImages',
        Effect: 'Allow',
        Action: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:CompleteLayerUpload',
          'ecr:InitiateLayerUpload',
          'ecr:PutImage',
          'ecr:UploadLayerPart',
        ],
        Resource: output('hello-registry', 'repository_arn'),
      },
    ]);
  });
});

describe('the role of the release record', () => {
  it('is assumed by CodeBuild for this project alone', () => {
    expect(role('shop-hello-record').trust).toEqual(
      trustOf('codebuild.amazonaws.com', 'arn:aws:codebuild:eu-central-1:123456789012:project/shop-hello-record'),
    );
  });
});

describe.each(['dev', 'prod'])('the role of the deployment record of %s', (environment) => {
  const { trust, permissions } = role(`shop-hello-record-${environment}`);

  it('is assumed by CodeBuild for this project alone', () => {
    const project = `project/shop-hello-record-${environment}`;
    expect(trust).toEqual(trustOf('codebuild.amazonaws.com', `arn:aws:codebuild:eu-central-1:123456789012:${project}`));
  });

  it('names nothing of another environment', () => {
    const other = environment === 'dev' ? 'prod' : 'dev';
    const text = JSON.stringify(permissions);
    expect(text).toContain(output(`${environment}-hello`, 'service_arn'));
    expect(text).toContain(output(`${environment}-hello`, 'image_parameter_arn'));
    expect(text).not.toContain(other);
  });
});

describe('the roles of a pipeline', () => {
  it('are those that the jobs of an environment must leave alone', () => {
    const made = Object.values(parseStack(hello).resource?.aws_iam_role ?? {}).map(({ name }) => name);
    expect(made.sort()).toEqual(pipelineRoleNames('shop', 'hello', ['dev', 'prod']).sort());
  });

  it('write an artifact in one of them only, so that no build can change a release', () => {
    const writers = ['build', 'record', 'record-dev', 'record-prod'].flatMap((purpose) =>
      role(`shop-hello-${purpose}`)
        .permissions.Statement.filter(({ Action: action }) => [action].flat().includes('s3:PutObject'))
        .map(({ Resource: resource }) => [purpose, resource]),
    );
    expect(writers).toEqual([
      ['build', `${BUCKET}/*/Build/*`],
      ['record', `${BUCKET}/*/Release/*`],
    ]);
  });
});
