import { becomes, lowered, removed, settingsRule, turnedOff, type Comparison } from '../settings';

/** A bad release is noticed later, or does more harm. */
export const releaseSafetyLowered = settingsRule({
  id: 'release-safety-lowered',
  category: 'delivery',
  severities: ['attention'],
  meaning:
    'Deployments are rolled back in fewer cases, keep fewer tasks running, need fewer approvals, or reach fewer targets.',
  detail:
    'A bad release reaches more users before it is noticed. Keep the setting unless a test shows that it prevents good deployments.',
  settings: [
    {
      types: ['aws_ecs_service'],
      path: 'deployment_circuit_breaker.enable',
      isWorse: turnedOff,
      fact: 'no longer stops a deployment that fails',
    },
    {
      types: ['aws_ecs_service'],
      path: 'deployment_circuit_breaker.rollback',
      isWorse: turnedOff,
      fact: 'no longer goes back after a deployment that fails',
    },
    {
      types: ['aws_ecs_service'],
      path: 'alarms.enable',
      isWorse: turnedOff,
      fact: 'no longer lets alarms stop a deployment',
    },
    {
      types: ['aws_ecs_service'],
      path: 'deployment_minimum_healthy_percent',
      isWorse: lowered(100),
      fact: 'keeps fewer tasks while it deploys',
    },
    {
      types: ['aws_ecs_service'],
      path: 'health_check_grace_period_seconds',
      isWorse: lowered(0),
      fact: 'gives new tasks less time to become healthy',
    },
    {
      types: ['aws_lb_target_group', 'aws_alb_target_group'],
      path: 'deregistration_delay',
      isWorse: lowered(300),
      fact: 'cuts off requests sooner when a task stops',
    },
    {
      types: ['aws_codedeploy_deployment_group'],
      path: 'auto_rollback_configuration.enabled',
      isWorse: turnedOff,
      fact: 'no longer goes back after a deployment that fails',
    },
    {
      types: ['aws_codedeploy_deployment_group'],
      path: 'deployment_config_name',
      isWorse: becomes('CodeDeployDefault.ECSAllAtOnce'),
      fact: 'moves all users to a new version at once',
    },
    {
      types: ['aws_cloudwatch_metric_alarm'],
      path: 'alarm_actions',
      isWorse: removed,
      fact: 'no longer sends a notification when it goes off',
    },
    {
      types: ['aws_cloudwatch_metric_alarm'],
      path: 'actions_enabled',
      isWorse: turnedOff,
      fact: 'no longer sends a notification when it goes off',
    },
    { types: ['aws_cloudwatch_metric_alarm'], path: 'threshold', isWorse: differs, fact: 'goes off at another value' },
    {
      types: ['aws_codepipeline'],
      path: 'stage.action.category',
      isWorse: fewerOf('Approval'),
      fact: 'asks for fewer approvals',
    },
    {
      types: ['aws_codepipeline'],
      path: 'stage.action.category',
      isWorse: fewerOf('Test'),
      fact: 'runs fewer tests',
    },
    {
      types: ['aws_codepipeline'],
      path: 'stage.action.category',
      isWorse: fewerOf('Deploy'),
      fact: 'deploys to fewer targets',
    },
    {
      types: ['github_repository_webhook'],
      path: 'active',
      isWorse: turnedOff,
      fact: 'is off: pushes are not delivered',
    },
    {
      types: ['github_branch_protection'],
      path: 'required_pull_request_reviews.required_approving_review_count',
      isWorse: lowered(0),
      fact: 'asks for fewer approvals',
    },
  ],
});

function differs(before: readonly unknown[], after: readonly unknown[]): boolean {
  return typeof before[0] === 'number' && typeof after[0] === 'number' && before[0] !== after[0];
}

function fewerOf(wanted: string): Comparison {
  const count = (values: readonly unknown[]): number => values.filter((value) => value === wanted).length;
  return (before, after) => count(after) < count(before);
}
