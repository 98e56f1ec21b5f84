import { writeSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

import { ignoreAbort } from '../../../error-kinds';
import type { Clock } from '../../../clock';

/** Takes lines of a log, each with its line feed. */
export type LogTarget = (lines: readonly string[]) => Promise<void>;

/** Real milliseconds between two deliveries of what was written meanwhile. */
const INTERVAL_MS = 200;

/** Bytes that are delivered at once; CloudWatch Logs takes a megabyte, a quarter of one in one event. */
const CHUNK_BYTES = 65_536;

const LINE_FEED = 10;

/**
 * The log of a build: a file that the shell and CodeBuild append to, so that lines are in order, no program waits for a
 * reader, and a program left in the background keeps nothing open. What was appended is delivered piece by piece.
 */
export class BuildLog {
  readonly #hidden = new Set<string>();
  readonly #ended = new AbortController();
  #sent = 0;
  #delivery = Promise.resolve();
  #target: LogTarget | undefined;

  private constructor(
    private readonly file: FileHandle,
    private readonly clock: Clock,
  ) {}

  /** @param path file that is made for it */
  static async open(path: string, clock: Clock): Promise<BuildLog> {
    return new BuildLog(await open(path, 'a+'), clock);
  }

  /** File descriptor that programs write to. */
  get fd(): number {
    return this.file.fd;
  }

  /** How much was written so far, in bytes. */
  async size(): Promise<number> {
    return (await this.file.stat()).size;
  }

  /** Appends a line of CodeBuild's own. */
  write(text: string): void {
    const [date = '', time = ''] = new Date(this.clock.now()).toISOString().split('T');
    writeSync(this.fd, `[Container] ${date.replaceAll('-', '/')} ${time.slice(0, 12)}000 ${text}\n`);
  }

  /** Masks a secret wherever it is printed (CodeBuild User Guide, "View build details", sensitive data). */
  hide(secret: string): void {
    if (secret !== '') this.#hidden.add(secret);
  }

  /** Delivers what was written so far, and from now on what is being written. */
  deliverTo(target: LogTarget): void {
    this.#target = target;
    this.#delivery = this.#deliver();
  }

  /** Delivers the rest and closes the file. What programs still write to it is not delivered. */
  async end(): Promise<void> {
    this.#ended.abort();
    await this.#delivery;
    await this.#send(true);
    await this.file.close();
  }

  async #deliver(): Promise<void> {
    while (!this.#ended.signal.aborted) {
      await this.#send(false);
      await wait(INTERVAL_MS, undefined, { signal: this.#ended.signal }).catch(ignoreAbort);
    }
  }

  async #send(isEnd: boolean): Promise<void> {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await this.file.read(chunk, 0, CHUNK_BYTES, this.#sent);
      const isWhole = isEnd || bytesRead === CHUNK_BYTES;
      const lineEnd = bytesRead === 0 ? 0 : chunk.lastIndexOf(LINE_FEED, bytesRead - 1) + 1;
      const length = lineEnd === 0 && isWhole ? bytesRead : lineEnd;
      if (length === 0) return;
      this.#sent += length;
      await this.#target?.(this.#linesOf(chunk.toString('utf8', 0, length)));
    }
  }

  #linesOf(text: string): string[] {
    let masked = text;
    for (const secret of this.#hidden) masked = masked.replaceAll(secret, '***');
    return masked.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  }
}
