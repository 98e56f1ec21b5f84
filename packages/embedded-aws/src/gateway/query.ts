import { succeeded } from './calls';
import type { Next } from './handler';
import type { AwsRequest } from './request';

/** Input of an operation of a service that speaks AWS's query protocol; lists are `Names.member.1` and so on. */
export function formOf({ body }: { readonly body: Buffer }): URLSearchParams {
  return new URLSearchParams(body.toString());
}

/**
 * Calls another operation of the same service, of one that speaks AWS's query protocol, for the same caller.
 * @param next moto, or what handles that operation: a handler's own `next` goes through the handlers of the handler's operation
 * @returns what was answered, in XML, or undefined if the call was refused
 */
export async function callAction(
  request: AwsRequest,
  next: Next,
  operation: string,
  input: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const form = new URLSearchParams({ ...input, Action: operation, Version: formOf(request).get('Version') ?? '' });
  const answer = await next({ ...request, operation, body: Buffer.from(form.toString()) });
  return succeeded(answer) ? answer.body.toString() : undefined;
}
