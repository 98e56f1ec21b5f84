import { Codepipeline } from '@cdktf/provider-aws/lib/codepipeline';
import { Construct } from 'constructs';
import { regionalArn } from '../../platform/arns';
import { servicePrincipal } from '../../platform/partitions';
import { ServiceRole } from '../iam/service-role';
import type { PrivateBucket } from '../storage/private-bucket';
import { deliveryGrants } from './delivery-grants';
import type { DeploymentRecord } from './deployment-record';
import { buildStage, deployStage, sourceStage, type DeployTarget, type GithubSource } from './delivery-stages';
import type { ImageBuild } from './image-build';

/** Properties of a `DeliveryPipeline`. */
export interface DeliveryPipelineProps {
  /** Physical name of the pipeline, at most 100 characters. */
  readonly pipelineName: string;
  /** Physical name of the role, at most 64 characters. */
  readonly roleName: string;
  /** AWS account id of the pipeline and its targets. */
  readonly account: string;
  /** AWS region of the pipeline and its targets. */
  readonly region: string;
  readonly source: GithubSource;
  /** Builds the image. */
  readonly build: ImageBuild;
  /** Records what was deployed. */
  readonly record: DeploymentRecord;
  /** Where the image is released to, in the order of promotion. */
  readonly targets: readonly DeployTarget[];
  readonly artifactBucket: PrivateBucket;
}

/** A pipeline that builds each commit of a branch once and releases the image to one environment after the other. */
export class DeliveryPipeline extends Construct {
  readonly pipelineName: string;
  readonly pipelineArn: string;

  private readonly props: DeliveryPipelineProps;

  constructor(scope: Construct, id: string, props: DeliveryPipelineProps) {
    super(scope, id);
    this.props = props;
    const pipeline = this.createPipeline(this.createRole());
    this.pipelineName = pipeline.name;
    this.pipelineArn = pipeline.arn;
  }

  private createRole(): ServiceRole {
    const { account, region, pipelineName, build, record, targets, artifactBucket } = this.props;
    const pipelineArn = regionalArn({ account, region }, 'codepipeline', pipelineName);
    return new ServiceRole(this, 'role', {
      roleName: this.props.roleName,
      description: 'Runs the pipeline: passes artifacts on, starts builds and releases to ECS.',
      servicePrincipal: servicePrincipal('codepipeline'),
      trustConditions: { StringEquals: { 'aws:SourceAccount': account, 'aws:SourceArn': pipelineArn } },
      statements: deliveryGrants({
        account,
        region,
        artifactBucketArn: artifactBucket.bucketArn,
        projectArns: [build.projectArn, record.projectArn],
        targets,
      }),
    });
  }

  private createPipeline(role: ServiceRole): Codepipeline {
    const { pipelineName, source, build, record, targets, artifactBucket } = this.props;
    const deployStages = targets.map((target) => deployStage(target, record.projectName));
    return new Codepipeline(this, 'Resource', {
      name: pipelineName,
      roleArn: role.roleArn,
      pipelineType: 'V2',
      // A newer commit takes the place of an older one that waits for its turn in front of a stage: what comes next is
      // the newest. QUEUED would release every one in turn, PARALLEL several at once into the same ECS service.
      executionMode: 'SUPERSEDED',
      artifactStore: [{ location: artifactBucket.bucketName, type: 'S3' }],
      stage: [sourceStage(source), buildStage(build.projectName), ...deployStages],
      // A new pipeline runs at once, and fails if the permissions are not there yet.
      dependsOn: [...(role.policy === undefined ? [] : [role.policy]), ...build.permissions, ...record.permissions],
    });
  }
}
