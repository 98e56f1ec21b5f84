import type { Action, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';

import { type WeightedGroup, forwardedTo } from './actions';
import type { Exchange } from './exchange';
import { ErrorPage } from './error-page';
import { forwardedHeaders } from './forwarded-headers';
import { networkIn } from './network';
import { placeOf } from './place';
import { proxy } from './proxy';
import type { Attributes } from './stored';
import { addStickyCookie, stickyChoice } from './stickiness';
import { keyOf, type Target, targetsOf } from './targets';
import { RoundRobin, rotations } from './round-robin';

/**
 * Passes a request on to a target of a group that the action names, and its answer back.
 * @throws ErrorPage 503 if there is no target, 502 if nothing listens there, 504 if security groups let nothing through
 */
export async function forward(exchange: Exchange, action: Action, ruleArn: string): Promise<void> {
  const { stored, runtime } = exchange;
  const group = await stored.targetGroup(chooseGroup(exchange, action, ruleArn));
  if (group === undefined) throw new ErrorPage(503, 'The target group of the rule was deleted.');
  const target = await chooseTarget(exchange, group);
  await checkWay(exchange, target);
  const port = runtime.addresses.find(target.id, target.port);
  if (port === undefined) throw new ErrorPage(502, `Nothing listens on ${keyOf(target)}.`);
  const attributes = await stored.loadBalancerAttributes(exchange.loadBalancer.LoadBalancerArn);
  const done = proxy(exchange, {
    port,
    isSecure: group.Protocol === 'HTTPS',
    headers: forwardedHeaders(exchange, attributes),
    idleMs: Number(attributes['idle_timeout.timeout_seconds'] ?? DEFAULT_IDLE_SECONDS) * 1000,
  });
  target.inFlight.add(done);
  await done.finally(() => target.inFlight.delete(done));
}

/** What a security group keeps out never arrives; AWS answers once it has waited for the connection. */
async function checkWay({ runtime, loadBalancer }: Exchange, target: Target): Promise<void> {
  const network = networkIn(runtime, placeOf(target.groupArn));
  if (await network.lets(loadBalancer, target, target.port)) return;
  const [from, to] = [String(loadBalancer.LoadBalancerName), keyOf(target)];
  throw new ErrorPage(504, `The security groups of ${from} and ${to} do not let requests of the one reach the other.`);
}

/** Source: Application Load Balancers user guide, "Edit attributes", idle timeout. */
const DEFAULT_IDLE_SECONDS = 60;

function chooseGroup(exchange: Exchange, action: Action, ruleArn: string): string {
  const groups = forwardedTo(action);
  const { Enabled, DurationSeconds = 0 } = action.ForwardConfig?.TargetGroupStickinessConfig ?? {};
  const sticky = Enabled === true ? stickyChoice(exchange, 'AWSALBTG', groups.map(arnOf)) : undefined;
  const weights = new Map(groups.map(({ arn, weight }) => [arn, weight]));
  const chosen = sticky ?? rotationOf(exchange, ruleArn).next(weights);
  if (chosen === undefined) throw new ErrorPage(503, 'No target group of the rule has a weight above 0.');
  if (Enabled === true) addStickyCookie(exchange, 'AWSALBTG', chosen, DurationSeconds);
  return chosen;
}

async function chooseTarget(
  exchange: Exchange,
  { TargetGroupArn = '', TargetGroupName = '' }: TargetGroup,
): Promise<Target> {
  const attributes = await exchange.stored.targetGroupAttributes(TargetGroupArn);
  const isSticky = attributes['stickiness.enabled'] === 'true' && attributes['stickiness.type'] === 'lb_cookie';
  const targets = targetsOf(exchange.runtime.memory, placeOf(TargetGroupArn), TargetGroupArn);
  const weights = new Map(eligible([...targets.values()]).map((target) => [keyOf(target), 1]));
  const sticky = isSticky ? stickyChoice(exchange, 'AWSALB', [...weights.keys()]) : undefined;
  const chosen = sticky ?? rotationOf(exchange, TargetGroupArn).next(weights);
  const target = targets.get(chosen ?? '');
  if (target === undefined) throw new ErrorPage(503, `The target group ${TargetGroupName} has no registered targets.`);
  if (isSticky) addStickyCookie(exchange, 'AWSALB', keyOf(target), stickySeconds(attributes));
  return target;
}

/** Source: Application Load Balancers user guide, "Edit target group attributes". */
function stickySeconds(attributes: Attributes): number {
  return Number(attributes['stickiness.lb_cookie.duration_seconds'] ?? 86_400);
}

/**
 * The healthy targets, or, where there is none, all that are registered.
 * Source: Application Load Balancers user guide, "Health checks for Application Load Balancer target groups".
 */
function eligible(targets: readonly Target[]): readonly Target[] {
  const registered = targets.filter(({ leaving }) => !leaving.signal.aborted);
  const healthy = registered.filter(({ health: { State } }) => State === 'healthy' || State === 'unavailable');
  return healthy.length > 0 ? healthy : registered;
}

function rotationOf({ runtime, listener }: Exchange, name: string): RoundRobin {
  const known = rotations.in(runtime.memory, placeOf(listener.ListenerArn ?? ''));
  const before = known.get(name) ?? new RoundRobin();
  known.set(name, before);
  return before;
}

function arnOf({ arn }: WeightedGroup): string {
  return arn;
}
