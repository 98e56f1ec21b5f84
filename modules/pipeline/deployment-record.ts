import type { Construct } from 'constructs';
import { regionalArn } from '../../platform/arns';
import { deployStageName } from '../../platform/pipeline-stages';
import type { PolicyStatement } from '../iam/policy-document';
import { ARTIFACTS, readArtifact } from './artifacts';
import { decryptArtifacts } from './artifact-key';
import { BuildProject, projectPlace, type BuildProjectPlace } from './build-project';
import { recordBuildspec } from './buildspec';
import type { DeployTarget } from './deploy-stage';
import { registrationGrants } from './registration-grants';

/** Properties of a `DeploymentRecord`. */
export interface DeploymentRecordProps extends BuildProjectPlace {
  /** Bucket of the pipeline's artifacts. */
  readonly artifactBucketArn: string;
  /** The ECR repository of the service's images. */
  readonly repositoryArn: string;
  /** Where images are pushed to and pulled from. */
  readonly repositoryUrl: string;
  /** The container that a release changes. */
  readonly containerName: string;
  /** Physical name of the pipeline whose deployments are recorded. */
  readonly pipelineName: string;
  /** The service whose deployments are recorded. */
  readonly target: DeployTarget;
}

/**
 * Moves the service from its placeholder to the task definition of its own before its first release, and follows the
 * deployments to one environment. Once ECS has completed one, its image is written to the service's SSM
 * parameter, from which Terraform takes the image of its task definitions, and kept from expiring. If ECS gives the
 * deployment up, the revision that failed is deregistered, after a first release every one that it made, and Terraform
 * finds what was there before.
 */
export class DeploymentRecord extends BuildProject {
  constructor(scope: Construct, id: string, props: DeploymentRecordProps) {
    const { target } = props;
    super(scope, id, {
      ...projectPlace(props),
      description: `Follows deployments to ${target.environment} and records what they brought.`,
      buildspec: recordBuildspec,
      variables: recordVariables(props),
      docker: false,
      // Longer than the Deploy action waits.
      buildTimeoutMinutes: 45,
      grants: deploymentRecordGrants(props),
    });
  }
}

function recordVariables(props: DeploymentRecordProps): Record<string, string> {
  const { target } = props;
  return {
    REPOSITORY_URL: props.repositoryUrl,
    CONTAINER_NAME: props.containerName,
    PIPELINE: props.pipelineName,
    STAGE: deployStageName(target.environment),
    ENVIRONMENT: target.environment,
    CLUSTER: target.clusterName,
    SERVICE: target.serviceName,
    FAMILY: target.taskDefinitionFamily,
    PLACEHOLDER_FAMILY: target.placeholderFamily,
    PARAMETER: target.imageParameterName,
  };
}

function deploymentRecordGrants(props: DeploymentRecordProps): PolicyStatement[] {
  const { artifactBucketArn, repositoryArn, pipelineName, target } = props;
  return [
    readArtifact(artifactBucketArn, ARTIFACTS.release),
    ...decryptArtifacts(props, 'read'),
    {
      sid: 'FindDeployAction',
      actions: ['codepipeline:ListActionExecutions'],
      resources: [regionalArn(props, 'codepipeline', pipelineName)],
    },
    ...followGrants(props),
    {
      // Its history is the list of the releases.
      sid: 'WriteDeployedImage',
      actions: ['ssm:GetParameterHistory', 'ssm:PutParameter'],
      resources: [target.imageParameterArn],
    },
    {
      // PutImage gives an image that is there another tag; BatchDeleteImage takes one away again.
      sid: 'KeepReleasedImages',
      actions: ['ecr:BatchDeleteImage', 'ecr:BatchGetImage', 'ecr:DescribeImages', 'ecr:PutImage'],
      resources: [repositoryArn],
    },
  ];
}

// Source: Amazon ECS Developer Guide, "Permissions required for viewing Amazon ECS service deployments".
function followGrants({ account, region, target }: DeploymentRecordProps): PolicyStatement[] {
  const ofService = (type: string): string =>
    regionalArn({ account, region }, 'ecs', `${type}/${target.clusterName}/${target.serviceName}/*`);
  return [
    {
      sid: 'FollowDeployments',
      actions: [
        'ecs:DescribeServiceDeployments',
        'ecs:DescribeServiceRevisions',
        'ecs:DescribeServices',
        'ecs:ListServiceDeployments',
        'ecs:UpdateService',
      ],
      resources: [target.serviceArn, ofService('service-deployment'), ofService('service-revision')],
    },
    {
      // IAM defines neither a resource type nor a condition for this action. Source: Service Authorization Reference,
      // "Actions, resources, and condition keys for Amazon Elastic Container Service".
      sid: 'TakeBackTaskDefinitions',
      actions: ['ecs:DeregisterTaskDefinition'],
      resources: ['*'],
    },
    ...registrationGrants({ account, region }, [target]),
  ];
}
