import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Codepipeline } from '@cdktf/provider-aws/lib/codepipeline';
import { action, helloPipeline, ordersPipeline, output, stages } from '../../../helpers/pipeline-stack';
import { testEnvironment } from '../../../helpers/test-platform';
import { addressesOf, onlyResource } from '../../../helpers/terraform-json';

const hello = helloPipeline();
const orders = ordersPipeline();

describe('the pipeline', () => {
  it('is of type V2 and lets a newer commit supersede a waiting one', () => {
    expect(hello).toHaveResourceWithProperties(Codepipeline, {
      name: 'shop-hello',
      pipeline_type: 'V2',
      execution_mode: 'SUPERSEDED',
    });
  });

  it('fetches, builds, and deploys to the environments in the config’s order', () => {
    const environments = ['zeta', 'alpha', 'prod'].map((name) => testEnvironment({ name }));
    const names = stages(helloPipeline({ environments })).map(({ name }) => name);
    expect(names).toEqual(['Source', 'Build', 'Deploy-zeta', 'Deploy-alpha', 'Deploy-prod']);
  });

  it('fetches the service’s branch from GitHub with the token, and does not poll', () => {
    expect(stages(orders)[0]).toEqual({
      name: 'Source',
      action: [
        {
          name: 'Source',
          namespace: 'SourceVariables',
          category: 'Source',
          owner: 'ThirdParty',
          provider: 'GitHub',
          version: '1',
          output_artifacts: ['Source'],
          configuration: {
            Owner: 'example-org',
            Repo: 'orders-service',
            Branch: 'release',
            OAuthToken: '${var.github_token}',
            PollForSourceChanges: 'false',
          },
        },
      ],
    });
  });

  it('builds the image with CodeBuild, and makes a release of what the build left', () => {
    const shared = { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' };
    const tag = '#{SourceVariables.CommitId}-#{codepipeline.PipelineExecutionId}';
    const EnvironmentVariables = JSON.stringify([{ name: 'RELEASE_TAG', value: tag, type: 'PLAINTEXT' }]);
    expect(stages(hello)[1]).toEqual({
      name: 'Build',
      action: [
        {
          ...shared,
          name: 'Build',
          run_order: 1,
          input_artifacts: ['Source'],
          output_artifacts: ['Build'],
          configuration: { ProjectName: 'shop-hello-build', EnvironmentVariables },
        },
        {
          ...shared,
          name: 'Verify',
          namespace: 'ReleaseVariables',
          run_order: 2,
          input_artifacts: ['Build'],
          output_artifacts: ['Release'],
          configuration: { ProjectName: 'shop-hello-record', EnvironmentVariables },
        },
      ],
    });
  });

  it('asks for approval before the environments with approval, and only there', () => {
    const names = stages(hello).map((stage) => [stage.name, stage.action.map(({ name }) => name)]);
    expect(Object.fromEntries(names)).toMatchObject({
      'Deploy-dev': ['Prepare', 'Deploy', 'Record'],
      'Deploy-prod': ['Compare', 'Approval', 'Prepare', 'Deploy', 'Record'],
    });
  });

  it('shows the commit, its page at GitHub, the digest and what runs to the person who approves', () => {
    expect(action(orders, 'Deploy-prod', 'Approval')).toEqual({
      name: 'Approval',
      run_order: 2,
      category: 'Approval',
      owner: 'AWS',
      provider: 'Manual',
      version: '1',
      configuration: {
        CustomData:
          'Deploy commit #{SourceVariables.CommitId} to prod? Its image: #{ReleaseVariables.DIGEST}. ' +
          'Running now: #{Compare-prod.RUNNING}.',
        ExternalEntityLink: 'https://github.com/example-org/orders-service/commit/#{SourceVariables.CommitId}',
      },
    });
    const { configuration, ...compare } = action(orders, 'Deploy-prod', 'Compare');
    expect(compare).toMatchObject({ namespace: 'Compare-prod', run_order: 1, input_artifacts: ['Release'] });
    expect(configuration).toEqual({
      ProjectName: 'shop-orders-record-prod',
      EnvironmentVariables: '[{"name":"TASK","value":"compare","type":"PLAINTEXT"}]',
    });
  });

  it('deploys the release to the cluster and service of each environment', () => {
    expect(action(hello, 'Deploy-prod', 'Deploy')).toEqual({
      name: 'Deploy',
      run_order: 4,
      category: 'Deploy',
      owner: 'AWS',
      provider: 'ECS',
      version: '1',
      input_artifacts: ['Release'],
      configuration: {
        ClusterName: output('prod-cluster', 'cluster_name'),
        ServiceName: output('prod-hello', 'service_name'),
        FileName: 'imagedefinitions.json',
        DeploymentTimeout: '30',
      },
    });
  });

  it('prepares a first release only after the approval, with the project of the environment', () => {
    expect(action(hello, 'Deploy-prod', 'Prepare')).toEqual({
      name: 'Prepare',
      run_order: 3,
      category: 'Build',
      owner: 'AWS',
      provider: 'CodeBuild',
      version: '1',
      input_artifacts: ['Release'],
      configuration: {
        ProjectName: 'shop-hello-record-prod',
        EnvironmentVariables: '[{"name":"TASK","value":"prepare","type":"PLAINTEXT"}]',
      },
    });
  });

  it('records the deployment in an action that runs in parallel with Deploy, with a project of the environment', () => {
    expect(action(hello, 'Deploy-prod', 'Record')).toEqual({
      name: 'Record',
      run_order: 4,
      category: 'Build',
      owner: 'AWS',
      provider: 'CodeBuild',
      version: '1',
      input_artifacts: ['Release'],
      configuration: {
        ProjectName: 'shop-hello-record-prod',
        EnvironmentVariables: JSON.stringify([
          { name: 'TASK', value: 'record', type: 'PLAINTEXT' },
          { name: 'EXECUTION', value: '#{codepipeline.PipelineExecutionId}', type: 'PLAINTEXT' },
        ]),
      },
    });
  });

  it('is created after all permissions, since a new pipeline runs at once', () => {
    const { depends_on: waitsFor } = onlyResource(hello, Codepipeline);
    expect([...(waitsFor as string[])].sort()).toEqual([...addressesOf(hello, IamRolePolicy)].sort());
  });
});
