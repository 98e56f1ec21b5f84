import { regionalArn } from '../../platform/arns';
import { servicePrincipal } from '../../platform/partitions';
import type { PolicyStatement } from '../iam/policy-document';
import { decryptArtifacts } from './artifact-key';
import type { DeployTarget } from './deploy-stage';

/** What the grants of a pipeline are about. */
export interface DeliveryGrantsProps {
  /** AWS account id of the pipeline and its targets. */
  readonly account: string;
  /** AWS region of the pipeline and its targets. */
  readonly region: string;
  readonly artifactBucketArn: string;
  /** ARN of the KMS key that artifacts are encrypted with. @default - a key of AWS */
  readonly keyArn?: string | undefined;
  /** The CodeBuild projects of the pipeline's actions. */
  readonly projectArns: readonly string[];
  readonly targets: readonly DeployTarget[];
}

/** What a pipeline may do: pass artifacts on, run its builds, release to its services. */
export function deliveryGrants(props: DeliveryGrantsProps): PolicyStatement[] {
  return [...artifactGrants(props), buildGrant(props), ...deployGrants(props)];
}

// Source: AWS CodePipeline User Guide, "Manage the CodePipeline service role".
function artifactGrants(props: DeliveryGrantsProps): PolicyStatement[] {
  const { artifactBucketArn } = props;
  return [
    {
      sid: 'FindArtifactBucket',
      actions: ['s3:GetBucketAcl', 's3:GetBucketLocation', 's3:GetBucketVersioning'],
      resources: [artifactBucketArn],
    },
    {
      sid: 'ReadAndWriteArtifacts',
      actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
      resources: [`${artifactBucketArn}/*`],
    },
    ...decryptArtifacts(props),
  ];
}

function buildGrant({ projectArns }: DeliveryGrantsProps): PolicyStatement {
  return { sid: 'RunBuilds', actions: ['codebuild:BatchGetBuilds', 'codebuild:StartBuild'], resources: projectArns };
}

// Source: AWS CodePipeline User Guide, "Service role permissions: Amazon ECS standard action".
function deployGrants({ account, region, targets }: DeliveryGrantsProps): PolicyStatement[] {
  return [
    {
      sid: 'UpdateServices',
      actions: ['ecs:DescribeServices', 'ecs:UpdateService'],
      resources: targets.map(({ serviceArn }) => serviceArn),
    },
    {
      // ECS asks for both actions on all resources, as the guide's policy has it, although the Service Authorization
      // Reference names the task definition for the second. What is registered runs with the roles below or none.
      sid: 'RegisterTaskDefinitions',
      actions: ['ecs:DescribeTaskDefinition', 'ecs:RegisterTaskDefinition'],
      resources: ['*'],
    },
    {
      sid: 'TagNewTaskDefinitions',
      actions: ['ecs:TagResource'],
      resources: targets.map(({ taskDefinitionFamily }) =>
        regionalArn({ account, region }, 'ecs', `task-definition/${taskDefinitionFamily}:*`),
      ),
      conditions: { StringEquals: { 'ecs:CreateAction': 'RegisterTaskDefinition' } },
    },
    {
      sid: 'PassTaskRoles',
      actions: ['iam:PassRole'],
      resources: targets.flatMap(({ taskRoleArns }) => taskRoleArns),
      conditions: { StringEquals: { 'iam:PassedToService': servicePrincipal('ecs-tasks') } },
    },
  ];
}
