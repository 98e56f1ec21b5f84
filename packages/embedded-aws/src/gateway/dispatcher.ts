import type { AwsAnswer } from './answer';
import { AwsError, errorAnswer } from './aws-error';
import type { Handler, HandlerContext, Next } from './handler';
import { callMoto, type MotoAddress } from './moto-client';
import { Queues } from './queue';
import { notImplemented, refusalOf } from './refusal';
import type { AwsRequest } from './request';

/** Answers calls from the handlers, and from moto where there is none. */
export class Dispatcher {
  readonly #handlers = new Map<string, Handler[]>();
  readonly #queues = new Queues();
  /** Calls moto past all handlers. Rejects with an AwsError if moto fails in it. */
  readonly moto: Next = (request) => this.#callMoto(request);

  /**
   * @param address where moto listens
   * @param handlers in the order in which those of one operation see a request
   * @param onFailure told of bugs, which callers are told without the stack trace
   */
  constructor(
    private readonly address: MotoAddress,
    handlers: readonly Handler[],
    private readonly onFailure: (error: Error) => void,
  ) {
    for (const handler of handlers) {
      for (const operation of handler.operations) {
        const key = `${handler.service} ${operation}`;
        this.#handlers.set(key, [...(this.#handlers.get(key) ?? []), handler]);
      }
    }
  }

  /** The handlers that see calls of this operation. */
  handlersOf(service: string, operation: string): readonly Handler[] {
    return this.#handlers.get(`${service} ${operation}`) ?? [];
  }

  /** Never rejects: what goes wrong is an answer, too. */
  async dispatch(request: AwsRequest, { endpoint, memory, runtime }: Omit<HandlerContext, 'moto'>): Promise<AwsAnswer> {
    const handlers = this.handlersOf(request.scope.service, request.operation);
    const { moto } = this;
    const context = { endpoint, memory, runtime, moto };
    try {
      if (handlers.length === 0) return await moto(request);
      const chain = handlers.reduceRight<Next>(
        (next, handler) => (changed) => handler.handle(changed, next, context),
        moto,
      );
      return await this.#queues.run(`handlers of ${request.scope.service}`, () => chain(request));
    } catch (error) {
      return errorAnswer(request.protocol, error instanceof AwsError ? error : this.#failure(request, error));
    }
  }

  /** One call at a time, but for S3: its bodies may be long, and its objects are files that do not share. */
  async #callMoto(request: AwsRequest): Promise<AwsAnswer> {
    const { service } = request.scope;
    if (service === 's3' && request.operation.includes(' ')) throw notImplemented(`${service} ${request.operation}`);
    const queue = service === 's3' ? 'moto, s3' : 'moto';
    const answer = await this.#queues.run(queue, () => callMoto(this.address, request));
    const refusal = request.method === 'HEAD' ? undefined : refusalOf(request, answer);
    if (refusal !== undefined) throw refusal;
    return answer;
  }

  /** A bug in a handler, or moto has ended: the caller is told at once, with an error that clients do not retry. */
  #failure({ scope, operation }: AwsRequest, cause: unknown): AwsError {
    const call = `${scope.service} ${operation}`;
    this.onFailure(new Error(`${call} failed`, { cause }));
    return new AwsError('RehearsalFailure', `The embedded AWS failed in ${call}: ${String(cause)}.`);
  }
}
