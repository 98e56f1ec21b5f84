import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { Construct } from 'constructs';

/** Properties of `CpuScaling`. */
export interface CpuScalingProps {
  /** Physical name, at most 256 characters. */
  readonly policyName: string;
  readonly clusterName: string;
  readonly serviceName: string;
  /** Fewest tasks. */
  readonly minTasks: number;
  /** Most tasks. */
  readonly maxTasks: number;
  /** Average CPU utilization to keep, in percent. */
  readonly targetPercent: number;
  /** Seconds after a scale-out before the next. */
  readonly scaleOutCooldownSeconds: number;
  /** Seconds after a scale-in before the next. */
  readonly scaleInCooldownSeconds: number;
  /** Whether tasks are only ever added. */
  readonly disableScaleIn: boolean;
}

/** Keeps the average CPU utilization of an ECS service at a target by the number of its tasks. */
export class CpuScaling extends Construct {
  /** What is scaled. */
  readonly resource: AppautoscalingTarget;
  readonly policy: AppautoscalingPolicy;

  constructor(scope: Construct, id: string, props: CpuScalingProps) {
    super(scope, id);
    this.resource = this.createTarget(props);
    this.policy = this.trackCpu(props, this.resource);
  }

  private createTarget(props: CpuScalingProps): AppautoscalingTarget {
    return new AppautoscalingTarget(this, 'Resource', {
      serviceNamespace: 'ecs',
      scalableDimension: 'ecs:service:DesiredCount',
      resourceId: `service/${props.clusterName}/${props.serviceName}`,
      minCapacity: props.minTasks,
      maxCapacity: props.maxTasks,
    });
  }

  private trackCpu(props: CpuScalingProps, target: AppautoscalingTarget): AppautoscalingPolicy {
    return new AppautoscalingPolicy(this, 'policy', {
      name: props.policyName,
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      policyType: 'TargetTrackingScaling',
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        targetValue: props.targetPercent,
        scaleOutCooldown: props.scaleOutCooldownSeconds,
        scaleInCooldown: props.scaleInCooldownSeconds,
        disableScaleIn: props.disableScaleIn,
      },
    });
  }
}
