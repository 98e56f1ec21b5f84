import { CpuScaling } from '../../../../modules/ecs/cpu-scaling';
import { onlyResource } from '../../../helpers/synth';
import { synthesizeScope } from '../../../helpers/synth-scope';

const stack = synthesizeScope((scope) => {
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

describe('the scaling on CPU', () => {
  it('moves the number of tasks between the fewest and the most', () => {
    expect(onlyResource(stack, 'aws_appautoscaling_target')).toEqual({
      service_namespace: 'ecs',
      scalable_dimension: 'ecs:service:DesiredCount',
      resource_id: 'service/shop-dev/shop-dev-orders',
      min_capacity: 2,
      max_capacity: 10,
    });
  });

  it('tracks the average utilization with the configured cooldowns', () => {
    expect(onlyResource(stack, 'aws_appautoscaling_policy')).toMatchObject({
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
});
