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
 * the image of its task definitions from there, and so keeps what the pipeline delivered.
 */
export class DeploymentRecord extends BuildProject {
  constructor(scope: Construct, id: string, props: DeploymentRecordProps) {
    super(scope, id, {
      projectName: props.projectName,
      roleName: props.roleName,
      account: props.account,
      region: props.region,
      description: 'Records the image that runs after a deployment.',
      buildspec: recordBuildspec,
      variables: { CONTAINER_NAME: props.containerName },
      docker: false,
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
      sid: 'SeeServices',
      actions: ['ecs:DescribeServices'],
      resources: targets.map(({ serviceArn }) => serviceArn),
    },
    {
      // ECS knows no resource for the action. Source: Service Authorization Reference, "Actions, resources, and
      // condition keys for Amazon Elastic Container Service".
      sid: 'SeeTaskDefinitions',
      actions: ['ecs:DescribeTaskDefinition'],
      resources: ['*'],
    },
    {
      sid: 'WriteDeployedImages',
      actions: ['ssm:PutParameter'],
      resources: targets.map(({ imageParameterArn }) => imageParameterArn),
    },
  ];
}
