import type { AwsAnswer } from './answer';
import { AwsError, errorAnswer } from './aws-error';
import type { Gap, GapContext, Next } from './handler';
import { callMoto, type MotoAddress } from './moto-client';
import { Queues } from './queue';
import { notImplemented, refusalOf } from './refusal';
import type { AwsRequest } from './request';

/** Answers calls from the gaps, and from moto where there is none. */
export class Dispatcher {
  readonly #gaps = new Map<string, Gap[]>();
  readonly #queues = new Queues();
  /** Calls moto past all gaps. Rejects with an AwsError if moto fails in it. */
  readonly moto: Next = (request) => this.#callMoto(request);

  /**
   * @param address where moto listens
   * @param gaps in the order in which those of one operation see a request
   */
  constructor(
    private readonly address: MotoAddress,
    gaps: readonly Gap[],
  ) {
    for (const gap of gaps) {
      for (const operation of gap.operations) {
        const key = `${gap.service} ${operation}`;
        this.#gaps.set(key, [...(this.#gaps.get(key) ?? []), gap]);
      }
    }
  }

  /** The gaps that see calls of this operation. */
  gapsOf(service: string, operation: string): readonly Gap[] {
    return this.#gaps.get(`${service} ${operation}`) ?? [];
  }

  /** Never rejects: what goes wrong is an answer, too. */
  async dispatch(request: AwsRequest, { endpoint, memory, runtime }: Omit<GapContext, 'moto'>): Promise<AwsAnswer> {
    const gaps = this.gapsOf(request.scope.service, request.operation);
    const { moto } = this;
    const context = { endpoint, memory, runtime, moto };
    try {
      if (gaps.length === 0) return await moto(request);
      const chain = gaps.reduceRight<Next>((next, gap) => (changed) => gap.handle(changed, next, context), moto);
      return await this.#queues.run(`gaps of ${request.scope.service}`, () => chain(request));
    } catch (error) {
      return errorAnswer(request.protocol, error instanceof AwsError ? error : failure(request, error));
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
}

/** A bug in a gap, or moto has gone: the caller is told at once, with an error that is not tried again. */
function failure({ scope, operation }: AwsRequest, error: unknown): AwsError {
  return new AwsError(
    'RehearsalFailure',
    `The embedded AWS failed in ${scope.service} ${operation}: ${String(error)}.`,
  );
}
