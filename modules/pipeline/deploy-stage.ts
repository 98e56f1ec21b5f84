import type { CodepipelineStage, CodepipelineStageAction } from '@cdktf/provider-aws/lib/codepipeline';
import { deployStageName, PREPARE_ACTION, RECORD_ACTION } from '../../platform/pipeline-stages';
import { ARTIFACTS } from './artifacts';
import { environmentVariables, VARIABLES } from './variables';

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
  /** Family of what the service runs until its first release. */
  readonly placeholderFamily: string;
  /** The execution and the task role of the service's tasks. */
  readonly taskRoleArns: readonly string[];
  /** SSM parameter with the deployed image. */
  readonly imageParameterName: string;
  readonly imageParameterArn: string;
}

/** How a release is deployed to one environment. */
export interface DeployStageProps {
  readonly target: DeployTarget;
  /** The project that records deployments to the environment. */
  readonly recordProjectName: string;
  /** Address of the repository at GitHub, e.g. `https://github.com/example-org/hello`. */
  readonly repositoryPage: string;
}

/**
 * The stage that releases the image to one environment, after an approval where one is asked for. Before a first release
 * the service is moved to the task definition of its own, since the Deploy action makes its revision of the one that the
 * service runs. The record runs beside the release: after it would be too late where ECS rolls back, since the Deploy
 * action goes on waiting for its timeout then (https://github.com/aws/containers-roadmap/issues/1399).
 * Source: AWS CodePipeline User Guide, "Amazon Elastic Container Service deploy action reference".
 */
export function deployStage(props: DeployStageProps): CodepipelineStage {
  const approved = props.target.approval;
  const before = approved ? [compare(props), approval(props)] : [];
  const first = approved ? 3 : 1;
  return {
    name: deployStageName(props.target.environment),
    action: [...before, prepare(props, first), deploy(props, first + 1), record(props, first + 1)],
  };
}

/** Looks what runs in the environment when the approval is asked for; an earlier answer may be out of date by then. */
function compare({ target, recordProjectName }: DeployStageProps): CodepipelineStageAction {
  return {
    ...runOfRecord(recordProjectName, { TASK: 'compare' }),
    name: 'Compare',
    namespace: comparison(target),
    runOrder: 1,
  };
}

/** Of all it shows, the build has written nothing: the commit is GitHub's, the rest was found out and checked. */
function approval({ target, repositoryPage }: DeployStageProps): CodepipelineStageAction {
  const { environment } = target;
  return {
    name: 'Approval',
    runOrder: 2,
    category: 'Approval',
    owner: 'AWS',
    provider: 'Manual',
    version: '1',
    configuration: {
      CustomData:
        `Deploy commit ${VARIABLES.commit} to ${environment}? Its image: ${VARIABLES.digest}. ` +
        `Running now: #{${comparison(target)}.RUNNING}.`,
      ExternalEntityLink: `${repositoryPage}/commit/${VARIABLES.commit}`,
    },
  };
}

function comparison({ environment }: DeployTarget): string {
  return `Compare-${environment}`;
}

/** After the approval: it already runs the image. Once a service was released, it looks and does nothing. */
function prepare({ recordProjectName }: DeployStageProps, runOrder: number): CodepipelineStageAction {
  return { ...runOfRecord(recordProjectName, { TASK: 'prepare' }), name: PREPARE_ACTION, runOrder };
}

function deploy({ target }: DeployStageProps, runOrder: number): CodepipelineStageAction {
  return {
    name: 'Deploy',
    runOrder,
    category: 'Deploy',
    owner: 'AWS',
    provider: 'ECS',
    version: '1',
    inputArtifacts: [ARTIFACTS.release],
    configuration: {
      ClusterName: target.clusterName,
      ServiceName: target.serviceName,
      FileName: 'imagedefinitions.json',
      // Minutes, of the 60 that AWS allows at most: as long as the action waits in vain after a rollback.
      DeploymentTimeout: '30',
    },
  };
}

function record({ recordProjectName }: DeployStageProps, runOrder: number): CodepipelineStageAction {
  const variables = { TASK: 'record', EXECUTION: VARIABLES.execution };
  return { ...runOfRecord(recordProjectName, variables), name: RECORD_ACTION, runOrder };
}

function runOfRecord(
  projectName: string,
  variables: Readonly<Record<string, string>>,
): Omit<CodepipelineStageAction, 'name'> {
  return {
    category: 'Build',
    owner: 'AWS',
    provider: 'CodeBuild',
    version: '1',
    inputArtifacts: [ARTIFACTS.release],
    configuration: { ProjectName: projectName, EnvironmentVariables: environmentVariables(variables) },
  };
}
