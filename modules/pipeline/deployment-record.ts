import type { Construct } from 'constructs';
import type { PolicyStatement } from '../iam/policy-document';
import { BuildProject, type BuildProjectPlace } from './build-project';
import { recordBuildspec } from './buildspec';
import type { DeployTarget } from './delivery-stages';

/** Properties of a `DeploymentRecord`. */
export interface DeploymentRecordProps extends BuildProjectPlace {
  /** Bucket of the pipeline's artifacts. */
  readonly artifactBucketArn: string;
  /** The container that a release changes. */
  readonly containerName: string;
  /** The services whose deployments are recorded. */
  readonly targets: readonly DeployTarget[];
}

/**
 * Writes the image that a deployment brought to the service's SSM parameter, once the service runs it. Terraform takes
 * the image of its task definitions from there, and so keeps what the pipeline delivered. If ECS gives the deployment
 * up, the revision that failed is deregistered, and Terraform finds the one before.
 */
export class DeploymentRecord extends BuildProject {
  constructor(scope: Construct, id: string, props: DeploymentRecordProps) {
    super(scope, id, {
      projectName: props.projectName,
      roleName: props.roleName,
      account: props.account,
      region: props.region,
      description: 'Follows a deployment and records the image that it brought.',
      buildspec: recordBuildspec,
      variables: { CONTAINER_NAME: props.containerName },
      docker: false,
      // Longer than the Deploy action waits.
      buildTimeoutMinutes: 45,
      grants: deploymentRecordGrants(props),
    });
  }
}

function deploymentRecordGrants({ artifactBucketArn, targets }: DeploymentRecordProps): PolicyStatement[] {
  return [
    {
      sid: 'ReadArtifacts',
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [`${artifactBucketArn}/*`],
    },
    {
      sid: 'FollowDeployments',
      actions: ['ecs:DescribeServices', 'ecs:UpdateService'],
      resources: targets.map(({ serviceArn }) => serviceArn),
    },
    {
      // IAM defines no resource type for either action. Source: Service Authorization Reference, "Actions, resources,
      // and condition keys for Amazon Elastic Container Service".
      sid: 'TakeBackTaskDefinitions',
      actions: ['ecs:DeregisterTaskDefinition', 'ecs:DescribeTaskDefinition'],
      resources: ['*'],
    },
    {
      sid: 'WriteDeployedImages',
      actions: ['ssm:PutParameter'],
      resources: targets.map(({ imageParameterArn }) => imageParameterArn),
    },
  ];
}
