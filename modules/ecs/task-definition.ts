import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { Construct } from 'constructs';

/** Properties of a `FargateTaskDefinition`. */
export interface FargateTaskDefinitionProps {
  /** Physical name of the task definition, at most 255 characters. */
  readonly family: string;
  /** CPU units, 1024 a vCPU. */
  readonly cpu: number;
  /** Memory in MiB. */
  readonly memory: number;
  /** Whether it keeps the size that it began with. @default false */
  readonly keepsSize?: boolean;
  /** Role that pulls the image, writes the logs and reads the secrets. */
  readonly executionRoleArn: string;
  /** Role of the running application. */
  readonly taskRoleArn: string;
  /** JSON in the form in which AWS returns it. */
  readonly containerDefinitions: string;
}

/**
 * The newest revision of a Fargate task definition, registered by Terraform, or by the pipeline with another image.
 */
export class FargateTaskDefinition extends Construct {
  readonly resource: EcsTaskDefinition;
  /** ARN of the newest revision. */
  readonly taskDefinitionArn: string;
  readonly family: string;

  constructor(scope: Construct, id: string, props: FargateTaskDefinitionProps) {
    super(scope, id);
    this.resource = this.createTaskDefinition(props);
    this.taskDefinitionArn = this.resource.arn;
    this.family = this.resource.family;
  }

  private createTaskDefinition(props: FargateTaskDefinitionProps): EcsTaskDefinition {
    return new EcsTaskDefinition(this, 'Resource', {
      family: props.family,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: String(props.cpu),
      memory: String(props.memory),
      runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
      executionRoleArn: props.executionRoleArn,
      taskRoleArn: props.taskRoleArn,
      containerDefinitions: props.containerDefinitions,
      // A plan compares with the revision that runs, not with the last one that Terraform registered.
      trackLatest: true,
      // Earlier revisions stay: a deployment that fails rolls back to one.
      skipDestroy: true,
      ...(props.keepsSize === true && { lifecycle: { ignoreChanges: ['cpu', 'memory'] } }),
    });
  }
}
