import type { ApiAnswer, ApiCall } from './call';
import { logStreamOf } from './log-stream';
import { render, type Variables } from './variables';

/**
 * Writes a line to the access log of a stage, if it has one; the client does not wait for it. Other destinations than
 * log groups take nothing.
 * @param context what is known of the request
 */
export function logAccess(call: ApiCall, answer: ApiAnswer, context: Variables): void {
  const { destinationArn = '', format } = call.stage.accessLogSettings ?? {};
  const logGroupName = /:log-group:([^:]+)/.exec(destinationArn)?.[1];
  if (logGroupName === undefined || format === undefined) return;
  const sources = { context: { ...context, ...answerVariables(call, answer) }, stageVariables: {} };
  const { runtime, place, address } = call;
  const stage = `${address.restApiId}/${address.stageName}`;
  logStreamOf(runtime, place, logGroupName, stage).write(render(format, sources, '-'));
}

/** API Gateway Developer Guide, "Variables for access logging for API Gateway". */
function answerVariables({ runtime, startedMs }: ApiCall, { status, body, integration }: ApiAnswer): Variables {
  const { status: integrationStatus, latencyMs, error } = integration ?? {};
  const latency = latencyMs === undefined ? undefined : String(Math.round(latencyMs));
  const statusText = integrationStatus === undefined ? undefined : String(integrationStatus);
  return {
    status: String(status),
    responseLength: String(body.length),
    responseLatency: String(Math.max(0, Math.round(runtime.clock.now() - startedMs))),
    'integration.error': error,
    'integration.latency': latency,
    'integration.status': statusText,
    integrationErrorMessage: error,
    integrationLatency: latency,
    integrationStatus: statusText,
  };
}
