import type { Finding } from 'plan-review/findings/finding';
import { Sensitive, UNKNOWN } from 'plan-review/plan/value';
import type { Review, StackReview } from 'plan-review/report/review';
import { countsOf, reviewedChange, reviewOf, stackOf } from './review-parts';

const FINDINGS: readonly Finding[] = [
  {
    rule: 'data-bearing-resource-destroyed',
    severity: 'dangerous',
    category: 'data-loss',
    stack: 'reports-registry',
    address: 'aws_ecr_repository.images',
    title: 'ECR repository shop-reports and every image in it are destroyed',
    detail:
      'No task can start from these images any more, and none can be rolled back to. Copy the images first, or keep the service in the config until its tasks are gone.',
  },
  {
    rule: 'route-without-authorizer',
    severity: 'dangerous',
    category: 'security',
    stack: 'prod-gateway',
    address: 'aws_api_gateway_method.orders-any',
    title: 'ANY /orders/{proxy+} no longer asks who calls',
    detail: 'Everybody who knows the address can call it. Set api.auth to true, or keep the path private.',
  },
  {
    rule: 'security-group-opened',
    severity: 'dangerous',
    category: 'security',
    stack: 'prod-network',
    address: 'aws_security_group.load-balancer',
    title: 'Port 8443 opens to the whole internet (0.0.0.0/0, ::/0)',
    detail: 'Before, only 10.40.0.0/16 could connect to it. Name the networks that need it.',
  },
  {
    rule: 'load-balancer-replaced',
    severity: 'attention',
    category: 'downtime',
    stack: 'prod-orders',
    address: 'aws_lb_target_group.orders',
    title: 'Target group orders is replaced: requests fail until the new tasks are healthy',
    detail:
      'The port of a target group cannot be changed in place. The listener rule switches when the new one exists; expect about a minute of 503.',
  },
  {
    rule: 'log-retention-lowered',
    severity: 'attention',
    category: 'data-loss',
    stack: 'prod-orders',
    address: 'aws_cloudwatch_log_group.orders',
    title: 'Logs of orders are kept for 14 instead of 90 days',
    detail: 'CloudWatch deletes what is older within three days.',
  },
  {
    rule: 'stack-not-planned',
    severity: 'attention',
    category: 'planning',
    stack: 'prod-billing',
    title: 'prod-billing could not be planned',
    detail: 'What it changes is not known. Terraform says why; see the stack.',
  },
  {
    rule: 'task-definition-changed',
    severity: 'note',
    category: 'delivery',
    stack: 'prod-orders',
    address: 'aws_ecs_task_definition.orders',
    title: 'A new revision of orders is deployed, one task after the other',
    detail: 'Nothing to do.',
  },
];

const ORDERS: StackReview = stackOf('prod-orders', {
  outcome: { kind: 'planned', counts: countsOf({ add: 2, change: 3, destroy: 1, replace: 1, move: 1 }) },
  changes: [
    reviewedChange('aws_ecs_task_definition.orders', 'update', 'container orders', [
      '  name: orders',
      '~ cpu: 512 → 1024',
      '~ memory: 1024 → 2048',
      '+ variable LOG_LEVEL=debug',
      '- variable TRACE=1',
      '~ secret DATABASE_URL: (sensitive) → (sensitive, another value)',
    ]),
    reviewedChange(
      'aws_lb_target_group.orders',
      'replace',
      'attributes',
      ['~ port: 80 → 8080', '~ health_check.path: / → /health'],
      { replacePaths: [['port']], createsBeforeDestroy: true },
    ),
    reviewedChange('aws_iam_role_policy.orders-task', 'update', 'policy', [
      '  Allow on arn:aws:sqs:eu-central-1:123456789012:shop-orders',
      '+   sqs:DeleteMessage',
      '    sqs:ReceiveMessage',
      '- Allow s3:GetObject on arn:aws:s3:::shop-orders/*',
    ]),
    reviewedChange('aws_cloudwatch_log_group.orders', 'update', 'attributes', ['~ retention_in_days: 90 → 14']),
    reviewedChange('aws_cloudwatch_metric_alarm.orders-latency', 'create', 'attributes', [
      '+ alarm_name: shop-prod-orders-latency',
      '+ comparison_operator: GreaterThanThreshold',
      '+ threshold: 2',
      '+ arn: (known after apply)',
    ]),
    reviewedChange('aws_appautoscaling_target.orders', 'no-op', 'attributes', [], {
      previousAddress: 'aws_appautoscaling_target.tasks',
    }),
  ],
  outputs: [
    {
      name: 'target_group_arn',
      action: 'update',
      before: 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/orders/1',
      after: UNKNOWN,
    },
    { name: 'database_password', action: 'update', before: new Sensitive('1'), after: new Sensitive('2') },
  ],
  placeholders: [],
});

const NETWORK: StackReview = stackOf('prod-network', {
  outcome: { kind: 'planned', counts: countsOf({ add: 1, change: 1 }) },
  changes: [
    reviewedChange('aws_security_group.load-balancer', 'update', 'ingress', [
      '  tcp 443 from 0.0.0.0/0, ::/0',
      '- tcp 8443 from 10.40.0.0/16',
      '+ tcp 8443 from 0.0.0.0/0, ::/0',
    ]),
    reviewedChange('aws_nat_gateway.this["eu-central-1b"]', 'create', 'attributes', [
      '+ connectivity_type: public',
      '+ allocation_id: (known after apply)',
    ]),
  ],
});

const API: StackReview = stackOf('prod-gateway', {
  outcome: { kind: 'planned', counts: countsOf({ change: 1 }) },
  changes: [
    reviewedChange('aws_api_gateway_method.orders-any', 'update', 'route ANY /orders/{proxy+}', [
      '~ authorization: COGNITO_USER_POOLS → NONE',
      '- scopes: shop/orders',
    ]),
  ],
  placeholders: [{ stack: 'prod-network', output: 'load_balancer_dns_name', value: 'placeholder.example.com' }],
});

const REGISTRY: StackReview = stackOf('reports-registry', {
  outcome: { kind: 'planned', counts: countsOf({ destroy: 2 }) },
  changes: [
    reviewedChange('aws_ecr_lifecycle_policy.images', 'delete', 'attributes', ['- repository: shop-reports'], {
      actionReason: 'delete_because_no_resource_config',
    }),
    reviewedChange(
      'aws_ecr_repository.images',
      'delete',
      'attributes',
      ['- name: shop-reports', '- image_tag_mutability: IMMUTABLE'],
      { actionReason: 'delete_because_no_resource_config' },
    ),
  ],
});

const BILLING: StackReview = stackOf('prod-billing', {
  outcome: {
    kind: 'failed',
    message: [
      'Error: Invalid value for variable',
      '',
      '  on cdk.tf.json line 41, in variable.currency:',
      '  41:       "currency": "EURO"',
      '',
      'The currency is an ISO 4217 code of three letters.',
    ].join('\n'),
  },
});

/** A change of everything that a report has a place for. */
export const SAMPLE_REVIEW: Review = reviewOf({
  verdict: 'dangerous',
  findings: FINDINGS,
  stacks: [REGISTRY, NETWORK, ORDERS, BILLING, API],
  unchangedStackCount: 14,
  following: [
    { stack: 'orders-pipeline', reason: 'reads target_group_arn of prod-orders, which changes' },
    { stack: 'prod-reports', reason: 'reads repository_url of reports-registry, which is destroyed' },
  ],
  cost: {
    region: 'eu-central-1',
    pricesOf: '2026-11-01',
    items: [
      {
        stack: 'prod-network',
        address: 'aws_nat_gateway.this["eu-central-1b"]',
        item: 'NAT gateway, hours',
        beforeUsd: 0,
        afterUsd: 37.96,
        arithmetic: '730 h × $0.052',
      },
      {
        stack: 'prod-orders',
        address: 'aws_ecs_service.orders',
        item: 'Fargate, vCPU',
        beforeUsd: 34.02,
        afterUsd: 68.04,
        arithmetic: '2 tasks × 0.5 vCPU × 730 h × $0.0466 → 2 tasks × 1 vCPU × 730 h × $0.0466',
      },
      {
        stack: 'prod-orders',
        address: 'aws_ecs_service.orders',
        item: 'Fargate, memory',
        beforeUsd: 7.45,
        afterUsd: 14.89,
        arithmetic: '2 tasks × 1 GB × 730 h × $0.0051 → 2 tasks × 2 GB × 730 h × $0.0051',
      },
      {
        stack: 'reports-registry',
        address: 'aws_ecr_repository.images',
        item: 'ECR, storage',
        beforeUsd: 0.4,
        afterUsd: 0,
        arithmetic: '4 GB × $0.10 → 0',
      },
    ],
    differenceUsd: 79.02,
    usage: ['NAT gateway: data processed, $0.052 per GB', 'CloudWatch Logs: data ingested, $0.63 per GB'],
  },
});
