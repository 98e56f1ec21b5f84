import { Codepipeline } from '@cdktf/provider-aws/lib/codepipeline';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { Testing } from 'cdktf';
import { deliveryGrants } from '../../../../modules/pipeline/delivery-grants';
import { buildStage, sourceStage } from '../../../../modules/pipeline/delivery-stages';
import { deployStage } from '../../../../modules/pipeline/deploy-stage';
import { deployTarget } from '../../../helpers/deploy-target';
import {
  addressesOf,
  countResources,
  onlyResource,
  policyStatements,
  referenceTo,
  resourcesOf,
} from '../../../helpers/terraform-json';
import { addPipeline } from '../../../helpers/test-pipeline';

const targets = [deployTarget('dev'), deployTarget('prod', { approval: true })];

describe('DeliveryPipeline', () => {
  const synth = Testing.synthScope((scope) => {
    addPipeline(scope, targets);
  });

  it('is of type V2 and lets a newer commit replace one that waits', () => {
    expect(synth).toHaveResourceWithProperties(Codepipeline, {
      name: 'shop-hello',
      pipeline_type: 'V2',
      execution_mode: 'SUPERSEDED',
      artifact_store: [{ location: referenceTo(synth, S3Bucket, 'bucket'), type: 'S3' }],
    });
  });

  it('has a stage for the source, one for the build, and one for each target in the order given', () => {
    const stages = onlyResource(synth, Codepipeline).stage as { name: string; action: { name: string }[] }[];
    expect(stages.map(({ name, action }) => [name, ...action.map((each) => each.name)])).toEqual([
      ['Source', 'Source'],
      ['Build', 'Build', 'Verify'],
      ['Deploy-dev', 'Prepare', 'Deploy', 'Record'],
      ['Deploy-prod', 'Compare', 'Approval', 'Prepare', 'Deploy', 'Record'],
    ]);
  });

  it('is created after all permissions, since a new pipeline runs at once', () => {
    const dependsOn = onlyResource(synth, Codepipeline).depends_on as string[];
    expect(dependsOn.toSorted()).toEqual(addressesOf(synth, IamRolePolicy).toSorted());
  });

  it('has a role that CodePipeline assumes for this pipeline only', () => {
    const role = resourcesOf(synth, IamRole).find(({ name }) => name === 'shop-hello-pipeline');
    expect(policyStatements(role?.assume_role_policy)).toEqual([
      {
        Sid: 'AssumedByService',
        Effect: 'Allow',
        Principal: { Service: 'codepipeline.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: {
            'aws:SourceAccount': '123456789012',
            'aws:SourceArn': 'arn:aws:codepipeline:eu-central-1:123456789012:shop-hello',
          },
        },
      },
    ]);
  });

  it('adds one pipeline and one role to its projects and its bucket', () => {
    expect(countResources(synth)).toMatchObject({
      aws_codepipeline: 1,
      aws_codebuild_project: 4,
      aws_iam_role: 5,
      aws_iam_role_policy: 5,
      aws_s3_bucket: 1,
    });
  });
});

describe('the stages of a pipeline', () => {
  it('fetch the branch with the token, without polling', () => {
    const source = { owner: 'example-org', repository: 'hello', branch: 'release', token: 'token' };
    expect(sourceStage(source).action).toMatchObject([
      {
        provider: 'GitHub',
        configuration: {
          Owner: 'example-org',
          Repo: 'hello',
          Branch: 'release',
          OAuthToken: 'token',
          PollForSourceChanges: 'false',
        },
      },
    ]);
  });

  it('build with one project, and make a release of what it left with another', () => {
    expect(buildStage({ build: 'shop-hello-build', release: 'shop-hello-record' }).action).toMatchObject([
      { name: 'Build', runOrder: 1, configuration: { ProjectName: 'shop-hello-build' } },
      { name: 'Verify', runOrder: 2, configuration: { ProjectName: 'shop-hello-record' } },
    ]);
  });

  it('ask for approval only where the target says so, after a look at what runs', () => {
    const names = targets.map((target) =>
      deployStage({ target, recordProjectName: 'record', repositoryPage: 'https://github.com/example-org/hello' }),
    );
    expect(names.map(({ action }) => action)).toMatchObject([
      [
        { name: 'Prepare', runOrder: 1 },
        { name: 'Deploy', runOrder: 2 },
        { name: 'Record', runOrder: 2 },
      ],
      [
        { name: 'Compare', runOrder: 1 },
        { name: 'Approval', runOrder: 2 },
        { name: 'Prepare', runOrder: 3 },
        { name: 'Deploy', runOrder: 4 },
        { name: 'Record', runOrder: 4 },
      ],
    ]);
  });

  it('use no variable that a build sets', () => {
    const synth = Testing.synthScope((scope) => {
      addPipeline(scope, targets);
    });
    const { stage } = onlyResource(synth, Codepipeline);
    const [, { action }] = stage as [unknown, { action: readonly Record<string, unknown>[] }];
    expect(action[0]).toMatchObject({ name: 'Build', output_artifacts: ['Build'] });
    expect(action[0]).not.toHaveProperty('namespace');
    const used = new Set(JSON.stringify(stage).match(/#\{[^}]*\}/g));
    expect([...used].sort()).toEqual([
      '#{Compare-prod.RUNNING}',
      '#{ReleaseVariables.DIGEST}',
      '#{SourceVariables.CommitId}',
      '#{codepipeline.PipelineExecutionId}',
    ]);
  });
});

describe('the grants of a pipeline', () => {
  it('are about its bucket, its projects, its services and their roles', () => {
    const grants = deliveryGrants({
      account: '123456789012',
      region: 'eu-central-1',
      artifactBucketArn: 'arn:bucket',
      projectArns: ['arn:build', 'arn:record'],
      targets,
    });
    expect(grants.map(({ sid, resources }) => [sid, resources])).toEqual([
      ['FindArtifactBucket', ['arn:bucket']],
      ['ReadAndWriteArtifacts', ['arn:bucket/*']],
      ['RunBuilds', ['arn:build', 'arn:record']],
      ['UpdateServices', ['arn:dev-service', 'arn:prod-service']],
      ['RegisterTaskDefinitions', ['*']],
      [
        'TagNewTaskDefinitions',
        [
          'arn:aws:ecs:eu-central-1:123456789012:task-definition/dev-family:*',
          'arn:aws:ecs:eu-central-1:123456789012:task-definition/prod-family:*',
        ],
      ],
      [
        'PassTaskRoles',
        ['arn:dev-execution-role', 'arn:dev-task-role', 'arn:prod-execution-role', 'arn:prod-task-role'],
      ],
    ]);
  });
});
