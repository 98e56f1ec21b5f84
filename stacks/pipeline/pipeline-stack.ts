import { GithubProvider } from '@cdktf/provider-github/lib/provider';
import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment, Service } from '../../config/types';
import { physicalName, type NameKind } from '../../platform/naming';
import { pipelineRoleName, type PipelineRole } from '../../platform/pipeline-roles';
import { DeliveryPipeline } from '../../modules/pipeline/delivery-pipeline';
import { DeploymentRecord } from '../../modules/pipeline/deployment-record';
import { derivedSecret } from '../../modules/pipeline/derived-secret';
import { ImageBuild } from '../../modules/pipeline/image-build';
import { PushWebhook } from '../../modules/pipeline/push-webhook';
import { PrivateBucket } from '../../modules/storage/private-bucket';
import { BaseStack, type PlatformIdentity } from '../base-stack';
import { publish, read, type ContractValues, type Producer } from '../contract';
import { pipelineContract, type registryContract } from '../contracts';
import { stackIds } from '../../platform/stack-ids';
import { versions } from '../versions';
import { readTarget, type PipelineTarget, type PipelineTargetValues } from './pipeline-target';

/** Properties of a `PipelineStack`. */
export interface PipelineStackProps {
  readonly service: Service;
  /** Every environment that the pipeline deploys to. */
  readonly environments: readonly Environment[];
}

/** The stacks whose contracts a `PipelineStack` reads. */
export interface PipelineStackProducers {
  readonly registry: Producer<typeof registryContract>;
  /** In the order of promotion; at least one. */
  readonly targets: readonly PipelineTarget[];
}

/** What the projects and the pipeline are made from. */
interface PipelineParts {
  readonly registry: ContractValues<typeof registryContract>;
  readonly targets: readonly PipelineTargetValues[];
  readonly artifactBucket: PrivateBucket;
  /** The container that releases change: of one name everywhere, since one image definitions file serves them all. */
  readonly containerName: string;
}

/** The delivery pipeline of one service, from a push at GitHub to every environment. */
export class PipelineStack extends BaseStack {
  readonly contract = pipelineContract;

  private readonly service: Service;

  constructor(
    scope: Construct,
    platform: PlatformIdentity,
    { service, environments }: PipelineStackProps,
    producers: PipelineStackProducers,
  ) {
    super(scope, stackIds.pipeline(service.name), platform, { service: service.name });
    this.limitRoles();
    this.service = service;
    const token = this.sensitiveVariable('github_token', 'GitHub token with the scopes repo and admin:repo_hook.');
    const secret = this.sensitiveVariable('webhook_secret', 'The secret that the secret of each webhook is made from.');
    this.useGithub(token);
    const parts = this.gatherParts(producers, environments);
    const pipeline = this.createPipeline(parts, this.createBuild(parts), this.createRecord(parts), token);
    this.startOnPush(pipeline, secret);
    publish(this, { pipeline_name: pipeline.pipelineName, pipeline_arn: pipeline.pipelineArn });
  }

  /** The value has no default: the environment of the deployment gives it as TF_VAR_<name>. */
  private sensitiveVariable(name: string, description: string): string {
    return new TerraformVariable(this, name, { type: 'string', sensitive: true, description }).stringValue;
  }

  private useGithub(token: string): void {
    new GithubProvider(this, 'github', { owner: this.platform.github.owner, token });
    this.addOverride('terraform.required_providers.github.version', versions.github);
  }

  private gatherParts(producers: PipelineStackProducers, environments: readonly Environment[]): PipelineParts {
    const targets = producers.targets.map((target) => readTarget(this, target));
    const [first] = targets;
    if (first === undefined) throw new Error(`the pipeline of ${this.service.name} has no environment`);
    return {
      registry: read(this, producers.registry),
      targets,
      artifactBucket: this.createArtifactBucket(environments),
      containerName: first.containerName,
    };
  }

  private createArtifactBucket(environments: readonly Environment[]): PrivateBucket {
    const { name, account, region } = this.platform;
    return new PrivateBucket(this, 'artifacts', {
      bucketName: physicalName('bucket', name, account, region, this.service.name, 'artifacts'),
      forceDestroy: !environments.some(({ protect }) => protect),
      expiring: { days: 30 },
    });
  }

  private createBuild({ registry, artifactBucket, containerName }: PipelineParts): ImageBuild {
    return new ImageBuild(this, 'build', {
      ...this.projectPlace('build'),
      artifactBucketArn: artifactBucket.bucketArn,
      repositoryArn: registry.repository_arn,
      repositoryUrl: registry.repository_url,
      containerName,
      dockerfile: this.service.dockerfile,
      context: this.service.context,
    });
  }

  private createRecord({ targets, artifactBucket, containerName }: PipelineParts): DeploymentRecord {
    return new DeploymentRecord(this, 'record', {
      ...this.projectPlace('record'),
      artifactBucketArn: artifactBucket.bucketArn,
      containerName,
      targets,
    });
  }

  private createPipeline(
    { targets, artifactBucket }: PipelineParts,
    build: ImageBuild,
    record: DeploymentRecord,
    token: string,
  ): DeliveryPipeline {
    const { account, region, github } = this.platform;
    const { repository, branch } = this.service;
    return new DeliveryPipeline(this, 'pipeline', {
      pipelineName: this.nameOf('pipeline'),
      roleName: pipelineRoleName(this.platform.name, this.service.name, 'pipeline'),
      account,
      region,
      source: { owner: github.owner, repository, branch, token },
      build,
      record,
      targets,
      artifactBucket,
    });
  }

  private startOnPush(pipeline: DeliveryPipeline, secret: string): void {
    new PushWebhook(this, 'webhook', {
      webhookName: this.nameOf('pipelineWebhook'),
      pipeline,
      repository: this.service.repository,
      secret: derivedSecret(secret, `${this.platform.name}/${this.service.name}`),
    });
  }

  private projectPlace(purpose: PipelineRole): Record<'projectName' | 'roleName' | 'account' | 'region', string> {
    const { name, account, region } = this.platform;
    const projectName = this.nameOf('buildProject', purpose);
    const roleName = pipelineRoleName(name, this.service.name, purpose);
    return { projectName, roleName, account, region };
  }

  private nameOf(kind: NameKind, ...purpose: readonly string[]): string {
    return physicalName(kind, this.platform.name, this.service.name, ...purpose);
  }
}
