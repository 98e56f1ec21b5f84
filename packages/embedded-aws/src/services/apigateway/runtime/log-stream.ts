import { createHash } from 'node:crypto';

import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  type InputLogEvent,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';

import type { Runtime } from '../../../gateway/runtime';
import { type Place, Table } from '../../../gateway/table';

/** Events that one PutLogEvents takes (CloudWatch Logs API Reference). */
const MAX_EVENTS = 10_000;

/** A log stream that is written in the background, as many lines at a time as there are. */
class LogStream {
  readonly #client: CloudWatchLogsClient;
  #waiting: InputLogEvent[] = [];
  #isWriting = false;

  constructor(
    private readonly runtime: Runtime,
    place: Place,
    private readonly key: { readonly logGroupName: string; readonly logStreamName: string },
  ) {
    this.#client = new CloudWatchLogsClient(runtime.asAccount(place.account, place.scope.region));
    runtime.signal.addEventListener('abort', this.#client.destroy.bind(this.#client), { once: true });
  }

  /** Adds a line, which is written in the background. */
  write(message: string): void {
    this.#waiting.push({ timestamp: Math.floor(this.runtime.clock.now()), message });
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.runtime.background(`the access log ${this.key.logGroupName}`, () => this.#writeAll());
  }

  async #writeAll(): Promise<void> {
    try {
      while (this.#waiting.length > 0) await this.#put(this.#waiting.splice(0, MAX_EVENTS));
    } finally {
      this.#isWriting = false;
    }
  }

  /** The log group may have been created again since the last line; if there is none, lines are dropped, as at AWS. */
  async #put(logEvents: InputLogEvent[]): Promise<void> {
    const put = new PutLogEventsCommand({ ...this.key, logEvents });
    try {
      await this.#client.send(put);
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      if (await this.#create()) await this.#client.send(put);
    }
  }

  /** @returns false if there is no such log group */
  async #create(): Promise<boolean> {
    try {
      await this.#client.send(new CreateLogStreamCommand(this.key));
      return true;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return false;
      if (error instanceof ResourceAlreadyExistsException) return true;
      throw error;
    }
  }
}

const streams = new Table<LogStream>('access logs');

/** The stream that the accesses of a stage are written to. */
export function logStreamOf(runtime: Runtime, place: Place, logGroupName: string, stage: string): LogStream {
  const known = streams.in(runtime.memory, place);
  const key = `${logGroupName} ${stage}`;
  const logStreamName = createHash('md5').update(stage).digest('hex');
  const stream = known.get(key) ?? new LogStream(runtime, place, { logGroupName, logStreamName });
  known.set(key, stream);
  return stream;
}
