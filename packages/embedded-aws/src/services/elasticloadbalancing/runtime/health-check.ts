import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { once } from 'node:events';

import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';

import { isConnectionError } from '../../../error-kinds';
import type { Runtime } from '../../../gateway/runtime';
import type { CheckResult } from './health';
import type { Target } from './targets';
import { within } from './within';

/** Seconds that an answer may take. Source: API reference, "CreateTargetGroup", HealthCheckTimeoutSeconds. */
const DEFAULT_TIMEOUT_SECONDS = 5;

/**
 * Asks a target once whether it works, as its group says: it must answer a GET with one of the group's codes, or, where
 * the group's checks speak TCP, be there at all.
 * @param signal ends the check; it then throws an `AbortError`
 */
export async function checkHealth(
  target: Target,
  group: TargetGroup,
  { addresses, clock }: Pick<Runtime, 'addresses' | 'clock'>,
  signal: AbortSignal,
): Promise<CheckResult> {
  const seconds = Math.max(group.HealthCheckTimeoutSeconds ?? 0, DEFAULT_TIMEOUT_SECONDS);
  const port = addresses.find(target.id, healthCheckPort(target, group));
  if (port === undefined) return REFUSED;
  const check = (ended: AbortSignal): Promise<CheckResult> =>
    group.HealthCheckProtocol === 'TCP' ? reach(port, ended) : ask(port, target, group, ended);
  return (await within(clock, seconds * 1000, signal, check)) ?? TIMED_OUT;
}

/** The port that health checks of a target go to. */
export function healthCheckPort({ port }: Pick<Target, 'port'>, { HealthCheckPort }: TargetGroup): number {
  return HealthCheckPort === undefined || HealthCheckPort === 'traffic-port' ? port : Number(HealthCheckPort);
}

/** The target did not answer in time, or nothing that was sent to it arrived. */
export const TIMED_OUT: CheckResult = { failure: { reason: 'Target.Timeout', description: 'Request timed out' } };

/** Nothing listens at the port, or the answer is not HTTP. */
const REFUSED: CheckResult = { failure: { reason: 'Target.FailedHealthChecks', description: 'Health checks failed' } };

async function reach(port: number, signal: AbortSignal): Promise<CheckResult> {
  const socket = connect({ host: '127.0.0.1', port });
  try {
    await once(socket, 'connect', { signal });
    return {};
  } catch (error) {
    if (signal.aborted || !isConnectionError(error)) throw error;
    return REFUSED;
  } finally {
    socket.destroy();
  }
}

async function ask(port: number, target: Target, group: TargetGroup, signal: AbortSignal): Promise<CheckResult> {
  const request = (group.HealthCheckProtocol === 'HTTPS' ? httpsRequest : httpRequest)({
    host: '127.0.0.1',
    port,
    path: group.HealthCheckPath ?? '/',
    // A load balancer opens a connection for each check, and does not verify the target's certificate.
    agent: false,
    rejectUnauthorized: false,
    headers: { host: `${target.id}:${healthCheckPort(target, group)}`, 'user-agent': 'ELB-HealthChecker/2.0' },
  });
  // What goes wrong after the answer, or after the check was given up, is of no interest.
  request.on('error', () => undefined);
  try {
    const answered = once(request, 'response', { signal }) as Promise<[{ readonly statusCode: number }]>;
    request.end();
    const [{ statusCode }] = await answered;
    return isExpected(statusCode, group.Matcher?.HttpCode) ? {} : mismatch(statusCode);
  } catch (error) {
    if (signal.aborted || !isConnectionError(error)) throw error;
    return REFUSED;
  } finally {
    request.destroy();
  }
}

/**
 * Whether a status is one that the group expects.
 * @param codes numbers and ranges, e.g. `200-299,301` @default 200
 */
function isExpected(status: number, codes = '200'): boolean {
  return codes.split(',').some((code) => {
    const [first = NaN, last = first] = code.split('-').map(Number);
    return status >= first && status <= last;
  });
}

function mismatch(status: number): CheckResult {
  return {
    failure: {
      reason: 'Target.ResponseCodeMismatch',
      description: `Health checks failed with these codes: [${status}]`,
    },
  };
}
