import {
  constants,
  type ClientHttp2Session,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';

/** Codes of gRPC. Source: gRPC, "Status codes and their use in gRPC". */
const UNIMPLEMENTED = '12';
const UNAVAILABLE = '14';

/** What a gRPC message begins with: one byte for its compression, four for its length. Source: gRPC over HTTP2. */
const PREFIX_BYTES = 5;

const CONTENT_TYPE = 'application/grpc';

/** Sends a call on to a provider, and its answer back. Calls of both sides may be cancelled at any time. */
export function forward(call: ServerHttp2Stream, headers: IncomingHttpHeaders, provider: ClientHttp2Session): void {
  const sent = provider.request(forwardedHeaders(headers));
  call.pipe(sent);
  let isAnswered = false;
  sent.on('response', (answer, flags) => {
    if (isOver(call)) return;
    if ((flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0) {
      isAnswered = true;
      call.respond(withoutStatus(answer), { endStream: true });
      return;
    }
    call.respond(withoutStatus(answer), { waitForTrailers: true });
    sent.pipe(call);
  });
  let trailers: IncomingHttpHeaders = { 'grpc-status': UNAVAILABLE };
  sent.on('trailers', (received: IncomingHttpHeaders) => {
    isAnswered = true;
    trailers = received;
  });
  call.on('wantTrailers', () => {
    call.sendTrailers(withoutStatus(trailers));
  });
  // That of a provider that has ended comes without an error.
  sent.on('close', () => {
    if (!isAnswered) endWithoutAnswer(call);
  });
  sent.on('error', () => {
    endWithoutAnswer(call);
  });
  call.on('error', () => sent.destroy());
  call.on('aborted', () => {
    sent.close(constants.NGHTTP2_CANCEL);
  });
}

function endWithoutAnswer(call: ServerHttp2Stream): void {
  if (isOver(call)) return;
  if (call.headersSent) call.close(constants.NGHTTP2_INTERNAL_ERROR);
  else refuse(call, 'The AWS provider ended before it answered.', UNAVAILABLE);
}

/** Whether the caller waits no longer. */
function isOver(call: ServerHttp2Stream): boolean {
  return call.destroyed || call.closed;
}

/** Answers a call that has one request and one answer. */
export function answer(call: ServerHttp2Stream, message: Buffer): void {
  if (isOver(call)) return;
  call.resume();
  call.respond({ 'content-type': CONTENT_TYPE }, { waitForTrailers: true });
  call.on('wantTrailers', () => {
    call.sendTrailers({ 'grpc-status': '0' });
  });
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(message.length, 1);
  call.end(Buffer.concat([prefix, message]));
}

/** Refuses a call of a service that is not there. */
export function refuse(call: ServerHttp2Stream, reason: string, status = UNIMPLEMENTED): void {
  if (isOver(call)) return;
  call.resume();
  const headers = { 'content-type': CONTENT_TYPE, 'grpc-status': status, 'grpc-message': encodeURIComponent(reason) };
  call.respond(headers, { endStream: true });
}

/** Refuses a call because there is no provider to take it. */
export function refuseUnavailable(call: ServerHttp2Stream, error: unknown): void {
  refuse(call, String(error), UNAVAILABLE);
}

/**
 * Calls a provider.
 * @param path e.g. `/tfplugin5.Provider/GetSchema`
 * @returns the message of its answer
 * @throws Error if it does not answer
 */
export async function callOnce(provider: ClientHttp2Session, path: string): Promise<Buffer> {
  const sent = provider.request({ ':method': 'POST', ':path': path, 'content-type': CONTENT_TYPE, te: 'trailers' });
  let status: unknown;
  const readStatus = (headers: IncomingHttpHeaders): void => {
    status = headers['grpc-status'] ?? status;
  };
  sent.on('response', readStatus);
  sent.on('trailers', readStatus);
  // An empty message.
  sent.end(Buffer.alloc(PREFIX_BYTES));
  const chunks: Buffer[] = [];
  for await (const chunk of sent) chunks.push(chunk as Buffer);
  if (status !== '0') throw new Error(`The AWS provider does not answer ${path}: status ${String(status)} of gRPC.`);
  return Buffer.concat(chunks).subarray(PREFIX_BYTES);
}

/** The host and the scheme are those of the other connection. */
function forwardedHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const others = Object.entries(headers).filter(([name]) => name !== ':authority' && name !== ':scheme');
  return Object.fromEntries(others);
}

function withoutStatus(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':')));
}
