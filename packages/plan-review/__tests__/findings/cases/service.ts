import { changeOf } from '../../helpers/review-change';
import { hit, pass, type CasesByRule } from './rule-cases';

const forced = { action: 'replace', replacePaths: [['name']] } as const;

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
      pass('a deposed object', changeOf('aws_iam_role', {}, null, { deposed: '0a1b' }), changeOf('aws_lb', {}, {})),
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
};
