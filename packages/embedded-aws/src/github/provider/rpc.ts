import { status, type handleUnaryCall } from '@grpc/grpc-js';
import { ProviderError } from './provider-error';

/**
 * Makes a method of the plugin protocol. A `ProviderError` becomes a diagnostic; any other error is a bug and fails the call
 * with its stack trace.
 * @param answer - gets the request and the address of the connection that it came by
 * @param failed - what the answer holds besides the diagnostic
 * @default failed - nothing
 */
export function unary<Request>(
  answer: (request: Request, peer: string) => object | Promise<object>,
  failed: (request: Request) => object = () => ({}),
): handleUnaryCall<Request, object> {
  return (call, callback) => {
    // The address is known only while the connection is open: it is read before anything is awaited.
    const peer = call.getPeer();
    const diagnosed = (error: unknown): object => ({ ...failed(call.request), diagnostics: [diagnostic(error)] });
    Promise.resolve()
      .then(() => answer(call.request, peer))
      .catch(diagnosed)
      .then(
        (reply) => {
          callback(null, reply);
        },
        (bug: unknown) => {
          callback({ code: status.INTERNAL, details: stackOf(bug) });
        },
      );
  };
}

/** A message for Terraform's user. */
function diagnostic(error: unknown): object {
  if (error instanceof ProviderError) {
    return { severity: 'ERROR', summary: error.summary, detail: error.detail };
  }
  throw error;
}

function stackOf(bug: unknown): string {
  return bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
}
