import { isIP } from 'node:net';

import { drain } from '../runtime/drain';
import { HEALTH } from '../runtime/health';
import { storedIn } from '../runtime/stored';
import { keyOf, type Target, targetsOf } from '../runtime/targets';
import { HealthWatch } from '../runtime/watch';
import { AwsError } from '../../../gateway/aws-error';
import type { Handler, HandlerContext } from '../../../gateway/handler';
import { formOf } from '../../../gateway/query';
import type { AwsRequest } from '../../../gateway/request';
import { queryAnswer } from './query-answer';
import { describeGroup, type GroupFacts } from './target-group';

/** A target as calls name it. */
type NamedTarget = Pick<Target, 'id' | 'port' | 'availabilityZone'>;

/** Registers targets and has their health checked from then on; in moto all targets are healthy. */
export const registration: Handler = {
  service: 'elasticloadbalancing',
  operations: ['RegisterTargets'],
  handle: async (request, _next, context) => {
    const group = await describeGroup(request, context.moto);
    const named = namedTargets(request, group);
    for (const { id } of named) checkAddress(id, group);
    for (const target of named) register(target, group, request, context);
    return queryAnswer('RegisterTargets', {});
  },
};

function register(
  named: NamedTarget,
  group: GroupFacts,
  request: AwsRequest,
  { memory, runtime }: HandlerContext,
): void {
  const targets = targetsOf(memory, request, group.arn);
  const before = targets.get(keyOf(named));
  if (before?.leaving.signal.aborted === false) return;
  const target: Target = {
    ...named,
    groupArn: group.arn,
    health: HEALTH.registering,
    inFlight: new Set(),
    leaving: new AbortController(),
  };
  targets.set(keyOf(target), target);
  const watch = new HealthWatch(target, runtime, storedIn(runtime, request));
  runtime.background(`Health checks of ${keyOf(target)}`, () => watch.run());
}

/** Lets targets drain; those that are not registered are passed over, as at AWS. */
export const deregistration: Handler = {
  service: 'elasticloadbalancing',
  operations: ['DeregisterTargets'],
  handle: async (request, _next, context) => {
    const group = await describeGroup(request, context.moto);
    const targets = targetsOf(context.memory, request, group.arn);
    for (const named of namedTargets(request, group)) {
      const target = targets.get(keyOf(named));
      if (target?.leaving.signal.aborted === false) leave(target, targets, request, context);
    }
    return queryAnswer('DeregisterTargets', {});
  },
};

function leave(target: Target, targets: Map<string, Target>, request: AwsRequest, { runtime }: HandlerContext): void {
  target.leaving.abort();
  target.health = HEALTH.draining;
  const stored = storedIn(runtime, request);
  runtime.background(`Draining of ${keyOf(target)}`, () => drain(target, targets, runtime, stored));
}

/** Tells the health of a group's targets, or of those that the call names. */
export const targetHealth: Handler = {
  service: 'elasticloadbalancing',
  operations: ['DescribeTargetHealth'],
  handle: async (request, _next, { memory, moto }) => {
    const group = await describeGroup(request, moto);
    const targets = targetsOf(memory, request, group.arn);
    const named = namedTargets(request, group);
    const asked = named.length === 0 ? [...targets.values()] : named.map((one) => targets.get(keyOf(one)) ?? one);
    const member = asked.map((target) => description(target, group));
    return queryAnswer('DescribeTargetHealth', { TargetHealthDescriptions: { member } });
  },
};

function description(target: NamedTarget & Partial<Target>, { healthCheckPort }: GroupFacts): object {
  const { id, port, availabilityZone, health = HEALTH.unregistered } = target;
  return {
    Target: { Id: id, Port: port, ...(availabilityZone !== undefined && { AvailabilityZone: availabilityZone }) },
    HealthCheckPort: healthCheckPort === 'traffic-port' ? port : healthCheckPort,
    TargetHealth: health,
  };
}

/** A target that is named without a port has the port of its group. */
function namedTargets(request: AwsRequest, group: GroupFacts): NamedTarget[] {
  const form = formOf(request);
  const named: NamedTarget[] = [];
  for (let member = 'Targets.member.1'; form.has(`${member}.Id`); member = `Targets.member.${named.length + 1}`) {
    const zone = form.get(`${member}.AvailabilityZone`);
    const port = Number(form.get(`${member}.Port`) ?? group.port);
    named.push({ id: form.get(`${member}.Id`) ?? '', port, ...(zone !== null && { availabilityZone: zone }) });
  }
  return named;
}

function checkAddress(id: string, { targetType }: GroupFacts): void {
  if (targetType !== 'ip' || isIP(id) !== 0) return;
  throw new AwsError('ValidationError', `The IP address '${id}' is not a valid IPv4 or IPv6 address`);
}
