import { Codepipeline, type CodepipelineStage } from '@cdktf/provider-aws/lib/codepipeline';
import { Construct } from 'constructs';
import { regionalArn } from '../../platform/arns';
import { servicePrincipal } from '../../platform/partitions';
import { ServiceRole } from '../iam/service-role';
import type { PrivateBucket } from '../storage/private-bucket';
import type { BuildProject } from './build-project';
import { deliveryGrants } from './delivery-grants';
import { deployStage, type DeployTarget } from './deploy-stage';
import type { DeploymentRecord } from './deployment-record';
import { buildStage, sourceStage, type GithubSource } from './delivery-stages';
import type { ImageBuild } from './image-build';
import type { ReleaseRecord } from './release-record';

/** An ECS service that a pipeline deploys to, and what records the deployments. */
export interface RecordedTarget {
  readonly target: DeployTarget;
  readonly record: DeploymentRecord;
}

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
  /** Makes a release of what was built. */
  readonly release: ReleaseRecord;
  /** Where the image is released to, in the order of promotion. */
  readonly targets: readonly RecordedTarget[];
  readonly artifactBucket: PrivateBucket;
  /** ARN of the KMS key that artifacts are encrypted with. @default - a key of AWS */
  readonly keyArn?: string | undefined;
}

/** A pipeline that builds each commit of a branch once and releases the image to one environment after the other. */
export class DeliveryPipeline extends Construct {
  readonly resource: Codepipeline;
  readonly role: ServiceRole;
  readonly pipelineName: string;
  readonly pipelineArn: string;

  private readonly props: DeliveryPipelineProps;

  constructor(scope: Construct, id: string, props: DeliveryPipelineProps) {
    super(scope, id);
    this.props = props;
    this.role = this.createRole();
    this.resource = this.createPipeline(this.role);
    this.pipelineName = this.resource.name;
    this.pipelineArn = this.resource.arn;
  }

  private createRole(): ServiceRole {
    const { account, region, pipelineName, targets, artifactBucket, keyArn } = this.props;
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
        keyArn,
        projectArns: this.projects().map(({ projectArn }) => projectArn),
        targets: targets.map(({ target }) => target),
      }),
    });
  }

  private projects(): readonly BuildProject[] {
    const { build, release, targets } = this.props;
    return [build, release, ...targets.map(({ record }) => record)];
  }

  private createPipeline(role: ServiceRole): Codepipeline {
    const { pipelineName, artifactBucket, keyArn } = this.props;
    return new Codepipeline(this, 'Resource', {
      name: pipelineName,
      roleArn: role.roleArn,
      pipelineType: 'V2',
      // A newer commit takes the place of an older one that waits for its turn in front of a stage: what comes next is
      // the newest. QUEUED would release every one in turn, PARALLEL several at once into the same ECS service.
      executionMode: 'SUPERSEDED',
      artifactStore: [
        {
          location: artifactBucket.bucketName,
          type: 'S3',
          ...(keyArn !== undefined && { encryptionKey: { id: keyArn, type: 'KMS' } }),
        },
      ],
      stage: this.stages(),
      // A new pipeline runs at once, and fails if the permissions are not there yet.
      dependsOn: [
        ...(role.policy === undefined ? [] : [role.policy]),
        ...this.projects().flatMap(({ permissions }) => permissions),
      ],
    });
  }

  private stages(): CodepipelineStage[] {
    const { source, build, release, targets } = this.props;
    const repositoryPage = `https://github.com/${source.owner}/${source.repository}`;
    return [
      sourceStage(source),
      buildStage({ build: build.projectName, release: release.projectName }),
      ...targets.map(({ target, record }) =>
        deployStage({ target, recordProjectName: record.projectName, repositoryPage }),
      ),
    ];
  }
}
