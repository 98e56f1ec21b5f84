import type { Comparison } from '../settings';
import { lowered, raised, settingsRule, turnedOff } from '../settings';

const toZero: Comparison = (before, after) => after.includes(0) && before.some((value) => value !== 0);
const lowerButNotZero: Comparison = (before, after) => lowered()(before, after) && !after.includes(0);

/** Fewer tasks run, or may run. */
export const capacityLowered = settingsRule({
  id: 'capacity-lowered',
  category: 'downtime',
  severities: ['attention', 'dangerous'],
  meaning: 'Fewer tasks, or less CPU or memory for each; dangerous if none is left, or something is switched off.',
  detail: 'See what was used at the worst hour of the last weeks before it is lowered.',
  settings: [
    {
      types: ['aws_ecs_service'],
      path: 'desired_count',
      isWorse: toZero,
      fact: 'runs no task: its callers get errors',
      severity: 'dangerous',
    },
    { types: ['aws_ecs_service'], path: 'desired_count', isWorse: lowerButNotZero, fact: 'runs fewer tasks' },
    {
      types: ['aws_appautoscaling_target'],
      path: 'max_capacity',
      isWorse: toZero,
      fact: 'allows no task: callers of the service get errors',
      severity: 'dangerous',
    },
    {
      types: ['aws_appautoscaling_target'],
      path: 'max_capacity',
      isWorse: lowerButNotZero,
      fact: 'allows fewer tasks under load',
    },
    {
      types: ['aws_appautoscaling_target'],
      path: 'min_capacity',
      isWorse: toZero,
      fact: 'may scale down to no task',
      severity: 'dangerous',
    },
    {
      types: ['aws_appautoscaling_target'],
      path: 'min_capacity',
      isWorse: lowerButNotZero,
      fact: 'keeps fewer tasks when there is little to do',
    },
    { types: ['aws_ecs_task_definition'], path: 'cpu', isWorse: lowered(), fact: 'has less CPU' },
    {
      types: ['aws_ecs_task_definition'],
      path: 'memory',
      isWorse: lowered(),
      fact: 'has less memory: what needs more is killed',
    },
    {
      types: ['aws_autoscaling_group'],
      path: 'max_size',
      isWorse: toZero,
      fact: 'allows no machine',
      severity: 'dangerous',
    },
    {
      types: ['aws_autoscaling_group'],
      path: 'max_size',
      isWorse: lowerButNotZero,
      fact: 'allows fewer machines under load',
    },
    { types: ['aws_dynamodb_table'], path: 'read_capacity', isWorse: lowered(), fact: 'may be read less often' },
    { types: ['aws_dynamodb_table'], path: 'write_capacity', isWorse: lowered(), fact: 'may be written less often' },
    {
      types: ['aws_api_gateway_method_settings'],
      path: 'settings.throttling_rate_limit',
      isWorse: lowerButNotZero,
      fact: 'lets fewer requests through each second',
    },
    {
      types: ['aws_api_gateway_method_settings'],
      path: 'settings.throttling_rate_limit',
      isWorse: toZero,
      fact: 'lets no request through',
      severity: 'dangerous',
    },
    {
      types: ['aws_lambda_function'],
      path: 'reserved_concurrent_executions',
      isWorse: toZero,
      fact: 'cannot be called: none of it may run',
      severity: 'dangerous',
    },
    {
      types: ['aws_cloudfront_distribution'],
      path: 'enabled',
      isWorse: turnedOff,
      fact: 'is off: it does not answer',
      severity: 'dangerous',
    },
    {
      types: ['aws_kms_key', 'aws_kms_replica_key'],
      path: 'is_enabled',
      isWorse: turnedOff,
      fact: 'is off: what is encrypted with it cannot be read',
      severity: 'dangerous',
    },
    { types: ['aws_lambda_function'], path: 'memory_size', isWorse: lowered(), fact: 'has less memory and CPU' },
    { types: ['aws_lambda_function'], path: 'timeout', isWorse: lowered(), fact: 'is stopped sooner' },
    {
      types: ['aws_appautoscaling_policy'],
      path: 'target_tracking_scaling_policy_configuration.target_value',
      isWorse: raised(),
      fact: 'adds tasks later',
    },
  ],
});
