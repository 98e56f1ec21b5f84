import type { AwsAnswer } from './answer';
import type { Next } from './handler';
import { type JsonObject, jsonOf } from './json';
import type { AwsRequest } from './request';

/** The same call with another input, of services that speak JSON. */
export function withInput(request: AwsRequest, input: JsonObject): AwsRequest {
  return { ...request, body: Buffer.from(JSON.stringify(input)) };
}

/** The same answer with another output, of services that speak JSON. */
export function withOutput(answer: AwsAnswer, output: JsonObject): AwsAnswer {
  return { ...answer, body: Buffer.from(JSON.stringify(output)) };
}

/** Whether a call was answered with what it asked for. */
export function succeeded({ status }: AwsAnswer): boolean {
  return status >= 200 && status < 300;
}

/**
 * Calls another operation of the same service for the same caller, where operations are named in X-Amz-Target.
 * @param next moto, or what handles that operation: a handler's own `next` goes through the handlers of the handler's operation
 * @returns its output, or undefined if it was refused
 */
export async function callOperation(
  request: AwsRequest,
  next: Next,
  operation: string,
  input: JsonObject,
): Promise<JsonObject | undefined> {
  const target = String(request.headers['x-amz-target']).replace(/[^.]+$/, operation);
  const headers = { ...request.headers, 'x-amz-target': target };
  const answer = await next({ ...withInput(request, input), operation, headers });
  return succeeded(answer) ? jsonOf(answer) : undefined;
}
