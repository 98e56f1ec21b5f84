import type { CodepipelineStage, CodepipelineStageAction } from '@cdktf/provider-aws/lib/codepipeline';

/** A branch of a GitHub repository. */
export interface GithubSource {
  /** GitHub user or organization. */
  readonly owner: string;
  readonly repository: string;
  /** The branch whose commits are delivered. */
  readonly branch: string;
  /** A personal access token with the scopes repo and admin:repo_hook; a reference to a sensitive value. */
  readonly token: string;
}

/** An ECS service that a pipeline deploys to. */
export interface DeployTarget {
  /** Name of the environment, e.g. `prod`. */
  readonly environment: string;
  /** Whether a person approves before the deploy. */
  readonly approval: boolean;
  readonly clusterName: string;
  readonly serviceName: string;
  readonly serviceArn: string;
  /** Family of the service's task definitions. */
  readonly taskDefinitionFamily: string;
  /** The execution and the task role of the service's tasks. */
  readonly taskRoleArns: readonly string[];
  /** SSM parameter with the deployed image. */
  readonly imageParameterName: string;
  readonly imageParameterArn: string;
}

/** Name of the source action, which webhooks start. */
export const SOURCE_ACTION = 'Source';

/** Names of the artifacts that pass from stage to stage. */
const ARTIFACTS = { source: 'Source', build: 'Build' } as const;

/** What the build action exports: the variable IMAGE of its buildspec. */
const BUILT_IMAGE = '#{BuildVariables.IMAGE}';

/** The stage that fetches the commit. */
export function sourceStage({ owner, repository, branch, token }: GithubSource): CodepipelineStage {
  const action = {
    name: SOURCE_ACTION,
    namespace: 'SourceVariables',
    category: 'Source',
    owner: 'ThirdParty',
    provider: 'GitHub',
    version: '1',
    outputArtifacts: [ARTIFACTS.source],
    configuration: {
      Owner: owner,
      Repo: repository,
      Branch: branch,
      OAuthToken: token,
      // The webhook starts the pipeline; with polling every commit would start it twice.
      PollForSourceChanges: 'false',
    },
  };
  return { name: 'Source', action: [action] };
}

/** The stage that builds the image. */
export function buildStage(projectName: string): CodepipelineStage {
  const action = {
    name: 'Build',
    namespace: 'BuildVariables',
    category: 'Build',
    owner: 'AWS',
    provider: 'CodeBuild',
    version: '1',
    inputArtifacts: [ARTIFACTS.source],
    outputArtifacts: [ARTIFACTS.build],
    configuration: { ProjectName: projectName },
  };
  return { name: 'Build', action: [action] };
}

/**
 * The stage that releases the image to one environment, after an approval where one is asked for. The record runs
 * beside the release: after it would be too late where ECS rolls back, since the Deploy action goes on waiting for its
 * timeout then (https://github.com/aws/containers-roadmap/issues/1399).
 */
export function deployStage(target: DeployTarget, recordProjectName: string): CodepipelineStage {
  const actions = [deploy(target), record(target, recordProjectName)];
  return { name: `Deploy-${target.environment}`, action: target.approval ? [approval(target), ...actions] : actions };
}

function approval({ environment }: DeployTarget): CodepipelineStageAction {
  return {
    name: 'Approval',
    runOrder: 1,
    category: 'Approval',
    owner: 'AWS',
    provider: 'Manual',
    version: '1',
    configuration: {
      CustomData: `Deploy ${BUILT_IMAGE} to ${environment}?`,
      ExternalEntityLink: '#{SourceVariables.CommitUrl}',
    },
  };
}

function deploy({ clusterName, serviceName }: DeployTarget): CodepipelineStageAction {
  return {
    name: 'Deploy',
    runOrder: 2,
    category: 'Deploy',
    owner: 'AWS',
    provider: 'ECS',
    version: '1',
    inputArtifacts: [ARTIFACTS.build],
    configuration: {
      ClusterName: clusterName,
      ServiceName: serviceName,
      FileName: 'imagedefinitions.json',
      // Minutes, of the 60 that AWS allows at most: as long as the action waits in vain after a rollback.
      DeploymentTimeout: '30',
    },
  };
}

function record(target: DeployTarget, projectName: string): CodepipelineStageAction {
  const variables = {
    CLUSTER: target.clusterName,
    SERVICE: target.serviceName,
    FAMILY: target.taskDefinitionFamily,
    PARAMETER: target.imageParameterName,
    IMAGE: BUILT_IMAGE,
  };
  return {
    name: 'Record',
    runOrder: 2,
    category: 'Build',
    owner: 'AWS',
    provider: 'CodeBuild',
    version: '1',
    inputArtifacts: [ARTIFACTS.build],
    configuration: { ProjectName: projectName, EnvironmentVariables: environmentVariables(variables) },
  };
}

// Source: AWS CodePipeline User Guide, "AWS CodeBuild build and test action reference".
function environmentVariables(variables: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(variables).map(([name, value]) => ({ name, value, type: 'PLAINTEXT' })));
}
