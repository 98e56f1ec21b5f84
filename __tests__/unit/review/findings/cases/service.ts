import { UNKNOWN } from '../../../../../review/plan/value';
import { changeOf } from '../../../../helpers/review-change';
import { hit, pass, type CasesByRule } from './rule-cases';

const forced = { action: 'replace', replacePaths: [['name']] } as const;
const service = (settings: object): Record<string, string> => ({ name: 'web', ...settings });

/** Cases of the rules on downtime, addresses, replacements and delivery. */
export const serviceCases: CasesByRule = {
  'stack-destroyed': {
    finds: [
      hit(
        'a stack of which nothing is left',
        'dangerous',
        'The whole stack is destroyed: one resource',
        changeOf('aws_lb', {}, null),
      ),
    ],
    passes: [
      pass('a stack in which something is made', changeOf('aws_lb', {}, null), changeOf('aws_lb', null, {})),
      {
        when: 'a stack in which something stays',
        plan: { ...hit('', 'note', '', changeOf('aws_lb', {}, null)).plan, unchanged: [changeOf('aws_lb', {}, {})] },
      },
      pass('a stack in which nothing happens'),
    ],
  },
  'serving-resource-destroyed': {
    finds: [
      hit(
        'a service that is destroyed',
        'dangerous',
        'ECS service web is destroyed: its tasks stop',
        changeOf('aws_ecs_service', { name: 'web' }, null),
      ),
      ...['aws_internet_gateway', 'aws_route', 'aws_api_gateway_integration', 'aws_alb_listener_rule'].map((type) =>
        hit(`${type} that is destroyed`, 'dangerous', 'is destroyed: ', changeOf(type, { id: 'a' }, null)),
      ),
    ],
    passes: [
      pass(
        'an integration that goes with its resource',
        changeOf('aws_api_gateway_resource', { id: 'a1b2c3' }, null),
        changeOf('aws_api_gateway_integration', { resource_id: 'a1b2c3' }, null),
      ),
      pass(
        'a listener that goes with its load balancer',
        changeOf('aws_lb', { arn: 'arn:1' }, null, { deposed: 'a' }),
        changeOf('aws_lb_listener', { load_balancer_arn: 'arn:1' }, null),
      ),
    ],
  },
  'resource-destroyed': {
    finds: [
      hit(
        'something that no other rule knows',
        'attention',
        'google_sql_database_instance.this is destroyed',
        changeOf('google_sql_database_instance', { name: 'main' }, null),
        changeOf('aws_lb', {}, {}),
      ),
      hit(
        'several such things, at once',
        'attention',
        '2 resources are destroyed',
        changeOf('aws_iam_role', { name: 'a' }, null),
        changeOf('aws_security_group', { name: 'a' }, null),
        changeOf('aws_lb', {}, {}),
      ),
    ],
    passes: [
      pass('what another rule tells', changeOf('aws_s3_bucket', {}, null), changeOf('aws_lb', {}, {})),
      pass('what every change makes anew', changeOf('aws_ecs_task_definition', {}, null), changeOf('aws_lb', {}, {})),
      pass('a leftover', changeOf('aws_iam_role', {}, null, { deposed: '0a1b' }), changeOf('aws_lb', {}, {})),
      pass('a whole stack', changeOf('aws_iam_role', {}, null)),
    ],
  },
  'delivery-or-watch-destroyed': {
    finds: [
      hit(
        'an alarm that goes',
        'attention',
        'Alarm errors is destroyed',
        changeOf('aws_cloudwatch_metric_alarm', { alarm_name: 'errors', dimensions: { ServiceName: 'web' } }, null),
      ),
    ],
    passes: [
      pass(
        'an alarm that goes with its service',
        changeOf('aws_ecs_service', { name: 'web' }, null),
        changeOf('aws_cloudwatch_metric_alarm', { dimensions: { ServiceName: 'web' } }, null),
      ),
    ],
  },
  'replacement-interrupts-users': {
    finds: [
      hit(
        'a service that is destroyed first',
        'dangerous',
        'ECS service a is replaced; meanwhile all its tasks are stopped',
        changeOf('aws_ecs_service', { name: 'a' }, { name: 'b' }, forced),
      ),
      hit(
        'a target group that is created first',
        'attention',
        'the new one being created first',
        changeOf('aws_lb_target_group', {}, {}, { ...forced, createsBeforeDestroy: true }),
      ),
    ],
    passes: [
      pass('a task definition', changeOf('aws_ecs_task_definition', {}, {}, forced)),
      pass('a service that changes in place', changeOf('aws_ecs_service', {}, {})),
    ],
  },
  'replacement-changes-address': {
    finds: [
      hit(
        'a load balancer',
        'dangerous',
        'its DNS name is another one',
        changeOf('aws_lb', { name: 'a' }, { name: 'b' }, { ...forced, createsBeforeDestroy: true }),
      ),
    ],
    passes: [pass('a service', changeOf('aws_ecs_service', { name: 'a' }, { name: 'b' }, forced))],
  },
  'resource-replaced': {
    finds: [
      hit(
        'a task definition',
        'note',
        'as every change of it does',
        changeOf('aws_ecs_task_definition', {}, {}, forced),
      ),
      hit('something unknown', 'attention', 'the old one is destroyed first', changeOf('acme_thing', {}, {}, forced)),
    ],
    passes: [
      pass('what another rule tells', changeOf('aws_lb', {}, {}, forced)),
      pass('something unknown that changes in place', changeOf('acme_thing', { a: 1 }, { a: 2 })),
    ],
  },
  'capacity-lowered': {
    finds: [
      hit(
        'a function that may not run',
        'dangerous',
        'cannot be called',
        changeOf('aws_lambda_function', { reserved_concurrent_executions: -1 }, { reserved_concurrent_executions: 0 }),
      ),
      hit(
        'a method that lets nothing through',
        'dangerous',
        'lets no request through',
        changeOf(
          'aws_api_gateway_method_settings',
          { settings: [{ throttling_rate_limit: 100 }] },
          { settings: [{ throttling_rate_limit: 0 }] },
        ),
      ),
      hit(
        'a distribution that is switched off',
        'dangerous',
        'answers nobody',
        changeOf('aws_cloudfront_distribution', { enabled: true }, { enabled: false }),
      ),
      hit(
        'a key that is switched off',
        'dangerous',
        'cannot be read',
        changeOf('aws_kms_key', { is_enabled: true }, { is_enabled: false }),
      ),
      hit(
        'a service without tasks',
        'dangerous',
        'runs no task',
        changeOf('aws_ecs_service', { desired_count: 2 }, { desired_count: 0 }),
      ),
      hit(
        'less memory',
        'attention',
        'has less memory',
        changeOf('aws_ecs_task_definition', { memory: '2048' }, { memory: '1024' }),
      ),
    ],
    passes: [
      pass('more tasks', changeOf('aws_ecs_service', { desired_count: 1 }, { desired_count: 2 })),
      pass('more memory', changeOf('aws_ecs_task_definition', { memory: '512' }, { memory: '1024' })),
    ],
  },
  'routing-changed': {
    finds: [
      hit(
        'another target group of a rule',
        'attention',
        'answers in another way',
        changeOf(
          'aws_lb_listener_rule',
          { action: [{ type: 'forward', target_group_arn: 'arn:1' }] },
          { action: [{ type: 'forward', target_group_arn: 'arn:2' }] },
        ),
      ),
      hit(
        'a listener that refuses what it answered',
        'attention',
        'answers in another way what no rule is about',
        changeOf(
          'aws_lb_listener',
          { default_action: [{ type: 'forward', target_group_arn: 'arn:1' }] },
          { default_action: [{ type: 'fixed-response', fixed_response: [{ status_code: '503' }] }] },
        ),
      ),
      hit(
        'another health check',
        'attention',
        'asks another path',
        changeOf('aws_lb_target_group', { health_check: [{ path: '/' }] }, { health_check: [{ path: '/up' }] }),
      ),
      hit(
        'another priority',
        'attention',
        'is tried in another order',
        changeOf('aws_lb_listener_rule', { priority: 1 }, { priority: 2 }),
      ),
    ],
    passes: [
      pass(
        'another refusal',
        changeOf(
          'aws_lb_listener',
          { default_action: [{ type: 'fixed-response', fixed_response: [{ status_code: '404' }] }] },
          { default_action: [{ type: 'fixed-response', fixed_response: [{ status_code: '403' }] }] },
        ),
      ),
      pass(
        'an action that says the same',
        changeOf(
          'aws_lb_listener',
          { default_action: [{ type: 'forward', order: 1, forward: [], target_group_arn: 'arn:1' }] },
          { default_action: [{ type: 'forward', order: null, forward: null, target_group_arn: 'arn:1' }] },
        ),
      ),
      pass(
        'a target group that is not there yet',
        changeOf(
          'aws_lb_listener',
          { default_action: [{ type: 'forward', target_group_arn: 'arn:1' }] },
          { default_action: [{ type: 'forward', target_group_arn: UNKNOWN }] },
        ),
      ),

      pass(
        'the same health check',
        changeOf('aws_lb_target_group', { health_check: [{ path: '/' }] }, { health_check: [{ path: '/' }], tags: {} }),
      ),
    ],
  },
  'release-safety-lowered': {
    finds: [
      hit(
        'an approval less',
        'attention',
        'asks for fewer approvals',
        changeOf(
          'aws_codepipeline',
          {
            stage: [
              { action: [{ category: 'Source' }] },
              { action: [{ category: 'Approval' }] },
              { action: [{ category: 'Deploy' }] },
            ],
          },
          { stage: [{ action: [{ category: 'Source' }] }, { action: [{ category: 'Deploy' }] }] },
        ),
      ),
      hit(
        'a test less',
        'attention',
        'runs fewer tests',
        changeOf(
          'aws_codepipeline',
          { stage: [{ action: [{ category: 'Test' }] }, { action: [{ category: 'Deploy' }] }] },
          { stage: [{ action: [{ category: 'Deploy' }] }] },
        ),
      ),
      hit(
        'no circuit breaker',
        'attention',
        'no longer stops a deployment',
        changeOf(
          'aws_ecs_service',
          service({ deployment_circuit_breaker: [{ enable: true }] }),
          service({ deployment_circuit_breaker: [{ enable: false }] }),
        ),
      ),
    ],
    passes: [
      pass(
        'a circuit breaker',
        changeOf(
          'aws_ecs_service',
          service({ deployment_circuit_breaker: [] }),
          service({ deployment_circuit_breaker: [{ enable: true }] }),
        ),
      ),
    ],
  },
};
