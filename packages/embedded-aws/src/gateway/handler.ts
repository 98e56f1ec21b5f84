import type { AwsAnswer } from './answer';
import type { AwsRequest } from './request';
import type { Runtime } from './runtime';
import type { Memory } from './table';

/** Hands a request on, to the next handler of the operation or to moto. */
export type Next = (request: AwsRequest) => Promise<AwsAnswer>;

/** What a handler has at hand. */
export interface HandlerContext {
  /** Root of every URL on this gateway, `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  readonly memory: Memory;
  /** For what goes on after the call was answered. */
  readonly runtime: Runtime;
  /** Calls moto past all handlers, for any service. */
  readonly moto: Next;
}

/**
 * Something moto lacks or does unlike AWS. It answers itself, or hands the request on, and may change it or the answer.
 * Calls of one service's handlers run one after the other, so a handler may read, decide and write.
 */
export interface Handler {
  /** Signing name of the service. */
  readonly service: string;
  readonly operations: readonly string[];
  /** @throws AwsError if the call is one that AWS refuses */
  readonly handle: (request: AwsRequest, next: Next, context: HandlerContext) => Promise<AwsAnswer>;
}
