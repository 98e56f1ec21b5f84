import { setTimeout as wait } from 'node:timers/promises';

import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogConfiguration } from '@aws-sdk/client-ecs';

import { warnOfDroppedLines } from '../../logs/api';
import type { Runtime } from '../../../gateway/runtime';
import type { AwsSettings } from '../../../gateway/settings';
import { TaskError } from './task-error';

/** Where what a container prints goes. */
export interface ContainerLog {
  write(line: string): void;
  /** Writes what is left. */
  close(): Promise<void>;
}

/** The container that a log stream belongs to, and how it is written. */
export interface LogStreamOptions {
  /** Of the execution role. */
  readonly settings: AwsSettings;
  readonly runtime: Pick<Runtime, 'clock' | 'warn'>;
  readonly configuration: LogConfiguration;
  readonly containerName: string;
  readonly taskId: string;
}

/** Events that one PutLogEvents takes (CloudWatch Logs API Reference). */
const MAX_EVENTS = 10_000;

/** Milliseconds of real time in which lines are gathered to one call. */
const GATHERING_MS = 250;

/**
 * Opens the log stream of a container, as the awslogs driver does (Amazon ECS Developer Guide, "Send Amazon ECS logs to
 * CloudWatch").
 * @throws TaskError `ResourceInitializationError` if the stream cannot be created
 */
export async function openLogStream(options: LogStreamOptions): Promise<ContainerLog> {
  const { settings, configuration, containerName, taskId } = options;
  const set = configuration.options ?? {};
  const logGroupName = set['awslogs-group'] ?? '';
  const prefix = set['awslogs-stream-prefix'];
  const logStreamName = prefix === undefined ? taskId : `${prefix}/${containerName}/${taskId}`;
  const client = new CloudWatchLogsClient({ ...settings, region: set['awslogs-region'] ?? settings.region });
  try {
    if (set['awslogs-create-group'] === 'true') await createGroup(client, logGroupName);
    await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  } catch (error) {
    client.destroy();
    throw refusalOf(error);
  }
  return new LogStream(client, options.runtime, logGroupName, logStreamName);
}

async function createGroup(client: CloudWatchLogsClient, logGroupName: string): Promise<void> {
  try {
    await client.send(new CreateLogGroupCommand({ logGroupName }));
  } catch (error) {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error;
  }
}

function refusalOf(error: unknown): TaskError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return new TaskError(
    `ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ${name}: ${message} : exit status 1`,
  );
}

/** Gathers lines, and writes them in their order. */
class LogStream implements ContainerLog {
  #lines: { timestamp: number; message: string }[] = [];
  #writing: Promise<void> | undefined;
  readonly #drop: (error: unknown) => void;

  constructor(
    private readonly client: CloudWatchLogsClient,
    private readonly runtime: LogStreamOptions['runtime'],
    private readonly logGroupName: string,
    private readonly logStreamName: string,
  ) {
    this.#drop = warnOfDroppedLines(runtime, logGroupName, logStreamName);
  }

  write(line: string): void {
    if (line === '') return;
    this.#lines.push({ timestamp: Math.floor(this.runtime.clock.now()), message: line });
    this.#writing ??= wait(GATHERING_MS).then(() => this.#flush());
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#flush();
    this.client.destroy();
  }

  /** Like the driver, it drops what CloudWatch Logs does not take: the container goes on without its log. */
  async #flush(): Promise<void> {
    const { logGroupName, logStreamName } = this;
    while (this.#lines.length > 0) {
      const logEvents = this.#lines.splice(0, MAX_EVENTS);
      const put = new PutLogEventsCommand({ logGroupName, logStreamName, logEvents });
      await this.client.send(put).catch(this.#drop);
    }
    this.#writing = undefined;
  }
}
