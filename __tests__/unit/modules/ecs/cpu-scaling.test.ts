import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { Testing } from 'cdktf';
import { CpuScaling } from '../../../../modules/ecs/cpu-scaling';
import { countResources, onlyResource, referenceTo } from '../../../helpers/terraform-json';

describe('CpuScaling', () => {
  const synth = Testing.synthScope((scope) => {
    new CpuScaling(scope, 'scaling', {
      policyName: 'shop-dev-orders-cpu',
      clusterName: 'shop-dev',
      serviceName: 'shop-dev-orders',
      minTasks: 2,
      maxTasks: 10,
      targetPercent: 70,
      scaleOutCooldownSeconds: 30,
      scaleInCooldownSeconds: 120,
      disableScaleIn: true,
    });
  });

  it('keeps the number of tasks between the minimum and the maximum', () => {
    expect(onlyResource(synth, AppautoscalingTarget)).toEqual({
      service_namespace: 'ecs',
      scalable_dimension: 'ecs:service:DesiredCount',
      resource_id: 'service/shop-dev/shop-dev-orders',
      min_capacity: 2,
      max_capacity: 10,
    });
  });

  it('tracks the average CPU utilization with the configured target and cooldowns', () => {
    expect(synth).toHaveResourceWithProperties(AppautoscalingPolicy, {
      name: 'shop-dev-orders-cpu',
      policy_type: 'TargetTrackingScaling',
      target_tracking_scaling_policy_configuration: {
        predefined_metric_specification: { predefined_metric_type: 'ECSServiceAverageCPUUtilization' },
        target_value: 70,
        scale_out_cooldown: 30,
        scale_in_cooldown: 120,
        disable_scale_in: true,
      },
    });
  });

  it('scales the service that the target names', () => {
    expect(synth).toHaveResourceWithProperties(AppautoscalingPolicy, {
      service_namespace: referenceTo(synth, AppautoscalingTarget, 'service_namespace'),
      scalable_dimension: referenceTo(synth, AppautoscalingTarget, 'scalable_dimension'),
      resource_id: referenceTo(synth, AppautoscalingTarget, 'resource_id'),
    });
  });

  it('is made of these resources and no other', () => {
    expect(countResources(synth)).toEqual({ aws_appautoscaling_policy: 1, aws_appautoscaling_target: 1 });
  });
});
