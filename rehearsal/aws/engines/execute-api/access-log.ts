import { createHash } from 'node:crypto';

import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';

import type { ApiAnswer, ApiCall } from './call';
import { render, type Variables } from './variables';

/**
 * Writes a line to the access log of a stage, if it has one; the client does not wait for it. A log group that is not
 * there takes nothing, as at AWS; other destinations than log groups do not either.
 * @param context what is known of the request
 */
export function logAccess(call: ApiCall, answer: ApiAnswer, context: Variables): void {
  const { destinationArn = '', format } = call.stage.accessLogSettings ?? {};
  const logGroupName = /:log-group:([^:]+)/.exec(destinationArn)?.[1];
  if (logGroupName === undefined || format === undefined) return;
  const sources = { context: { ...context, ...answerVariables(call, answer) }, stageVariables: {} };
  const message = render(format, sources, '-');
  call.runtime.background(`the access log of ${call.address.restApiId}`, () => write(call, logGroupName, message));
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

async function write({ runtime, place, address }: ApiCall, logGroupName: string, message: string): Promise<void> {
  const client = new CloudWatchLogsClient(runtime.asAccount(place.account, place.scope.region));
  const logStreamName = createHash('md5').update(`${address.restApiId}/${address.stageName}`).digest('hex');
  const timestamp = Math.floor(runtime.clock.now());
  const put = new PutLogEventsCommand({ logGroupName, logStreamName, logEvents: [{ timestamp, message }] });
  try {
    await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName })).catch(passOver);
    await client.send(put);
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException) && !runtime.signal.aborted) throw error;
  } finally {
    client.destroy();
  }
}

function passOver(error: unknown): void {
  if (!(error instanceof ResourceAlreadyExistsException)) throw error;
}
