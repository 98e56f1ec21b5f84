import type { PolicyStatement } from '../iam/policy-document';
import { decryptArtifacts } from './artifact-key';
import type { DeployTarget } from './deploy-stage';
import { registrationGrants } from './registration-grants';

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
    ...registrationGrants({ account, region }, targets),
  ];
}
