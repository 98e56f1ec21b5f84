import type { Environment } from '../../config/types';
import type { DeployTarget } from '../../modules/pipeline/deploy-stage';
import type { BaseStack } from '../base-stack';
import { read, type Producer } from '../contract';
import type { clusterContract, serviceContract } from '../contracts';

/** One environment as a pipeline deploys to it. */
export interface PipelineTarget {
  readonly environment: Environment;
  readonly cluster: Producer<typeof clusterContract>;
  readonly service: Producer<typeof serviceContract>;
}

/** What a pipeline reads of one environment. */
export interface PipelineTargetValues extends DeployTarget {
  /** The container that releases change. */
  readonly containerName: string;
}

/** Reads what the stacks of an environment publish. */
export function readTarget(consumer: BaseStack, target: PipelineTarget): PipelineTargetValues {
  const cluster = read(consumer, target.cluster);
  const service = read(consumer, target.service);
  return {
    environment: target.environment.name,
    approval: target.environment.approval,
    clusterName: cluster.cluster_name,
    serviceName: service.service_name,
    serviceArn: service.service_arn,
    taskDefinitionFamily: service.task_definition_family,
    placeholderFamily: service.placeholder_family,
    taskRoleArns: [service.execution_role_arn, service.task_role_arn],
    imageParameterName: service.image_parameter_name,
    imageParameterArn: service.image_parameter_arn,
    containerName: service.container_name,
  };
}
