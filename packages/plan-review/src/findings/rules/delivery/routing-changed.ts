import { isList, isObject, UNKNOWN, type Value } from '../../../plan/value';
import { areEqual } from '../../../plan/equality';
import { settingsRule, type Comparison } from '../settings';

/** Whether the value differs from before; a value that is not known yet does not. */
const differs: Comparison = (before, after) => before.length > 0 && !after.some(isUnknown) && !areEqual(before, after);

function isUnknown(value: unknown): boolean {
  return typeof value === 'symbol';
}

/** The same for blocks, in which Terraform writes what is empty in many ways. */
const differsInWhatIsSaid: Comparison = (before, after) => differs(before.map(saidIn), after.map(saidIn));

/** What AWS numbers, and the words of a refusal, which stays one. */
const UNSAID = ['order', 'fixed_response'];

/** @returns `UNKNOWN` if any of it is not known yet */
function saidIn(value: Value): Value {
  if (isList(value)) return value.some((each) => saidIn(each) === UNKNOWN) ? UNKNOWN : value.map(saidIn);
  if (!isObject(value)) return value === '' ? null : value;
  const members = Object.entries(value)
    .filter(([name]) => !UNSAID.includes(name))
    .map(([name, member]) => [name, saidIn(member)] as const)
    .filter(([, member]) => member !== null && !(isList(member) && member.length === 0));
  return members.some(([, member]) => member === UNKNOWN) ? UNKNOWN : Object.fromEntries(members);
}

const balancedPort = ['aws_lb_target_group', 'aws_alb_target_group'];
const listenerRule = ['aws_lb_listener_rule', 'aws_alb_listener_rule'];

/** Requests take another way, or another thing decides whether a target is healthy. */
export const routingChanged = settingsRule({
  id: 'routing-changed',
  category: 'downtime',
  severities: ['attention'],
  meaning: 'Requests are matched, ordered or sent on in another way, or targets are judged healthy by another check.',
  detail:
    'Make sure that the tasks which run now answer it, too: old and new ones run side by side during a deployment.',
  settings: [
    { types: listenerRule, path: 'priority', isWorse: differs, fact: 'is tried in another order' },
    { types: listenerRule, path: 'condition', isWorse: differs, fact: 'matches other requests' },
    { types: listenerRule, path: 'action', isWorse: differsInWhatIsSaid, fact: 'answers in another way' },
    {
      types: ['aws_lb_listener', 'aws_alb_listener'],
      path: 'default_action',
      isWorse: differsInWhatIsSaid,
      fact: 'answers in another way what no rule is about',
    },
    { types: ['aws_lb_listener', 'aws_alb_listener'], path: 'port', isWorse: differs, fact: 'listens on another port' },
    {
      types: ['aws_lb_listener', 'aws_alb_listener'],
      path: 'certificate_arn',
      isWorse: differs,
      fact: 'shows another certificate',
    },
    {
      types: ['aws_api_gateway_domain_name'],
      path: 'certificate_arn',
      isWorse: differs,
      fact: 'shows another certificate',
    },
    {
      types: ['aws_api_gateway_domain_name'],
      path: 'regional_certificate_arn',
      isWorse: differs,
      fact: 'shows another certificate',
    },
    { types: balancedPort, path: 'port', isWorse: differs, fact: 'sends requests to another port' },
    {
      types: balancedPort,
      path: 'health_check.path',
      isWorse: differs,
      fact: 'asks another path whether a task is healthy',
    },
    {
      types: balancedPort,
      path: 'health_check.port',
      isWorse: differs,
      fact: 'asks another port whether a task is healthy',
    },
    { types: balancedPort, path: 'health_check.matcher', isWorse: differs, fact: 'takes other answers for healthy' },
    {
      types: ['aws_ecs_service'],
      path: 'load_balancer.container_port',
      isWorse: differs,
      fact: 'is reached on another port',
    },
    {
      types: ['aws_ecs_service'],
      path: 'network_configuration.subnets',
      isWorse: differs,
      fact: 'runs in other subnets',
    },
    {
      types: ['aws_api_gateway_integration', 'aws_apigatewayv2_integration'],
      path: 'uri',
      isWorse: differs,
      fact: 'calls another backend',
    },
    {
      types: ['aws_api_gateway_integration'],
      path: 'connection_type',
      isWorse: differs,
      fact: 'reaches its backend in another way',
    },
    { types: ['aws_route53_record'], path: 'records', isWorse: differs, fact: 'points to another target' },
    { types: ['aws_route53_record'], path: 'alias.name', isWorse: differs, fact: 'points to another target' },
  ],
});
