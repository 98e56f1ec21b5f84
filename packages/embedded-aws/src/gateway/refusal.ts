import type { AwsAnswer } from './answer';
import { AwsError } from './aws-error';
import type { AwsRequest } from './request';

/** How moto's server (moto/server.py) marks an answer that is an exception. */
const EXCEPTION_TYPE = 'application/vnd.moto.exception+json';

/**
 * Tells the answers that are no AWS service's: an exception inside moto, or a page of HTML for a path it does not know.
 * They become an error that no SDK repeats: a 500 would be tried again for minutes.
 * @returns undefined if the answer is one that AWS could give
 */
export function refusalOf(request: Pick<AwsRequest, 'scope' | 'operation'>, answer: AwsAnswer): AwsError | undefined {
  const call = `${request.scope.service} ${request.operation}`;
  const failure = failureOf(answer);
  if (failure === undefined) return undefined;
  if (failure === 'NotImplementedError' || failure === 'no such path') return notImplemented(call);
  return new AwsError('RehearsalFailure', `The embedded AWS failed in ${call}: ${failure}.`);
}

/** The error of a call that neither moto nor the gateway knows. */
export function notImplemented(call: string): AwsError {
  return new AwsError('UnsupportedOperation', `The embedded AWS does not implement ${call}.`);
}

function failureOf({ status, headers, body }: AwsAnswer): string | undefined {
  if (headers['content-type'] === EXCEPTION_TYPE) return describeException(body);
  if (status >= 500) return `status ${status}`;
  if (status === 404 && isPage(body)) return 'no such path';
  return undefined;
}

function describeException(body: Buffer): string {
  const { exception, message } = JSON.parse(body.toString()) as { exception: string; message: string };
  return exception === 'NotImplementedError' ? exception : `${exception}: ${message}`;
}

/** moto's web server answers unknown paths with a page, its dispatcher with nothing at all. */
function isPage(body: Buffer): boolean {
  return body.length === 0 || /^\s*<!doctype html/i.test(body.subarray(0, 100).toString());
}
