import type { Construct } from 'constructs';
import type { Service } from '../../config/types';
import type { BuildProjectPlace } from '../../modules/pipeline/build-project';
import type { RecordedTarget } from '../../modules/pipeline/delivery-pipeline';
import { DeploymentRecord } from '../../modules/pipeline/deployment-record';
import { ImageBuild } from '../../modules/pipeline/image-build';
import { ReleaseRecord } from '../../modules/pipeline/release-record';
import type { PrivateBucket } from '../../modules/storage/private-bucket';
import { physicalName } from '../../platform/naming';
import { pipelineRoleName, type PipelinePurpose } from '../../platform/pipeline-roles';
import type { PlatformIdentity } from '../base-stack';
import type { ContractValues } from '../contract';
import type { registryContract } from '../contracts';
import type { PipelineTargetValues } from './pipeline-target';

/** What the projects of a pipeline are made from. */
export interface PipelineProjectsProps {
  readonly platform: PlatformIdentity;
  readonly service: Service;
  readonly registry: ContractValues<typeof registryContract>;
  readonly artifactBucket: PrivateBucket;
  /** ARN of the KMS key that logs and artifacts are encrypted with. @default - keys of AWS */
  readonly keyArn: string | undefined;
  readonly pipelineName: string;
  /** The container that releases change: of one name everywhere, since one image definitions file serves them all. */
  readonly containerName: string;
  /** In the order of promotion. */
  readonly targets: readonly PipelineTargetValues[];
}

/** The projects of a pipeline. */
export interface PipelineProjects {
  readonly build: ImageBuild;
  readonly release: ReleaseRecord;
  /** One project for each environment, so that none can do anything in another. */
  readonly targets: readonly RecordedTarget[];
}

/** Makes the projects of a service's pipeline. @param scope the stack */
export function createProjects(scope: Construct, props: PipelineProjectsProps): PipelineProjects {
  const { service, containerName, pipelineName } = props;
  const shared = {
    artifactBucketArn: props.artifactBucket.bucketArn,
    repositoryArn: props.registry.repository_arn,
    repositoryUrl: props.registry.repository_url,
    containerName,
  };
  const { dockerfile, context } = service;
  const build = new ImageBuild(scope, 'build', { ...placeOf(props, ['build']), ...shared, dockerfile, context });
  const release = new ReleaseRecord(scope, 'record', { ...placeOf(props, ['record']), ...shared });
  const targets = props.targets.map((target) => {
    const place = placeOf(props, ['record', target.environment]);
    const record = new DeploymentRecord(scope, `record-${target.environment}`, {
      ...place,
      ...shared,
      pipelineName,
      target,
    });
    return { target, record };
  });
  return { build, release, targets };
}

function placeOf({ platform, service, keyArn }: PipelineProjectsProps, purpose: PipelinePurpose): BuildProjectPlace {
  const { name, account, region, logs } = platform;
  return {
    projectName: physicalName('buildProject', name, service.name, ...purpose),
    roleName: pipelineRoleName(name, service.name, purpose),
    account,
    region,
    logRetentionDays: logs.buildRetentionDays,
    keyArn,
  };
}
