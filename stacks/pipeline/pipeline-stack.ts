import { GithubProvider } from '@cdktf/provider-github/lib/provider';
import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment, Service } from '../../config/types';
import { physicalName } from '../../platform/naming';
import { pipelineName } from '../../platform/pipeline-stages';
import { pipelineRoleName } from '../../platform/pipeline-roles';
import { DeliveryPipeline } from '../../modules/pipeline/delivery-pipeline';
import { derivedSecret } from '../../modules/pipeline/derived-secret';
import type { FoundKey } from '../../modules/encryption/found-key';
import { PushWebhook } from '../../modules/pipeline/push-webhook';
import { PrivateBucket } from '../../modules/storage/private-bucket';
import { BaseStack, type PlatformIdentity } from '../base-stack';
import { publish, read, type Producer } from '../contract';
import { pipelineContract, type registryContract } from '../contracts';
import { stackIds } from '../../platform/stack-ids';
import { accessLogBucketName } from '../../platform/states';
import { findSharedKey } from '../found-keys';
import { createProjects, type PipelineProjects, type PipelineProjectsProps } from './pipeline-projects';
import { readTarget, type PipelineTarget } from './pipeline-target';

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

/** The delivery pipeline of one service, from a push at GitHub to every environment. */
export class PipelineStack extends BaseStack {
  readonly type = 'pipeline';
  readonly contract = pipelineContract;
  /** The KMS key that bootstrap has made. @default - keys of AWS are used */
  readonly key: FoundKey | undefined;
  readonly artifactBucket: PrivateBucket;
  readonly projects: PipelineProjects;
  readonly pipeline: DeliveryPipeline;
  readonly webhook: PushWebhook;

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
    this.key = findSharedKey(this, environments);
    const parts = this.gatherParts(producers, environments);
    this.artifactBucket = parts.artifactBucket;
    this.projects = createProjects(this, parts);
    this.pipeline = this.createPipeline(parts, token);
    this.webhook = this.startOnPush(this.pipeline, secret);
    publish(this, { pipeline_name: this.pipeline.pipelineName, pipeline_arn: this.pipeline.pipelineArn });
  }

  /** The value has no default: the environment of the deployment gives it as TF_VAR_<name>. */
  private sensitiveVariable(name: string, description: string): string {
    return new TerraformVariable(this, name, { type: 'string', sensitive: true, description }).stringValue;
  }

  private useGithub(token: string): void {
    new GithubProvider(this, 'github', { owner: this.platform.github.owner, token });
    this.addOverride('terraform.required_providers.github.version', this.platform.providers.github);
  }

  private gatherParts(producers: PipelineStackProducers, environments: readonly Environment[]): PipelineProjectsProps {
    const targets = producers.targets.map((target) => readTarget(this, target));
    const [first] = targets;
    if (first === undefined) throw new Error(`the pipeline of ${this.service.name} has no environment`);
    return {
      platform: this.platform,
      service: this.service,
      pipelineName: pipelineName(this.platform.name, this.service.name),
      registry: read(this, producers.registry),
      targets,
      artifactBucket: this.createArtifactBucket(environments),
      keyArn: this.key?.keyArn,
      containerName: first.containerName,
    };
  }

  private createArtifactBucket(environments: readonly Environment[]): PrivateBucket {
    const { name, account, region, logs } = this.platform;
    return new PrivateBucket(this, 'artifacts', {
      bucketName: physicalName('bucket', name, account, region, this.service.name, 'artifacts'),
      forceDestroy: !environments.some(({ protect }) => protect),
      expiring: { days: 30 },
      keyArn: this.key?.keyArn,
      accessLogs: logs.bucketAccess ? { bucketName: accessLogBucketName(this.platform) } : undefined,
    });
  }

  private createPipeline(parts: PipelineProjectsProps, token: string): DeliveryPipeline {
    const { name, account, region, github } = this.platform;
    const { repository, branch } = this.service;
    return new DeliveryPipeline(this, 'pipeline', {
      pipelineName: parts.pipelineName,
      roleName: pipelineRoleName(name, this.service.name, ['pipeline']),
      account,
      region,
      source: { owner: github.owner, repository, branch, token },
      ...this.projects,
      artifactBucket: parts.artifactBucket,
      keyArn: parts.keyArn,
    });
  }

  private startOnPush(pipeline: DeliveryPipeline, secret: string): PushWebhook {
    return new PushWebhook(this, 'webhook', {
      webhookName: physicalName('pipelineWebhook', this.platform.name, this.service.name),
      pipeline,
      repository: this.service.repository,
      secret: derivedSecret(secret, `${this.platform.name}/${this.service.name}`),
    });
  }
}
