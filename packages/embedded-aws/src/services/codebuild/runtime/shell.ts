import { type ChildProcess, spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';

import { killGroup } from '../../../kill-group';
import { quoted } from '../../../shell-quote';

/** What a shell is started with. */
export interface ShellOptions {
  /** Its program, e.g. `bash` or `/bin/sh`. */
  readonly program: string;
  /** Working directory of the first command. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Folder for what a shell that ends leaves to the next. */
  readonly folder: string;
  /** File descriptor that takes the output and the error output. */
  readonly output: number;
  /** Whether every command has a shell of its own, as in version 0.1 of buildspecs. */
  readonly isolated: boolean;
  /** Gets the ids of the process groups that are started. */
  readonly groups: Set<number>;
  /** Kills everything that was started. */
  readonly signal: AbortSignal;
}

/** Exit status of a shell that was killed or did not start (POSIX, "Exit Status for Commands"). */
const KILLED = 128;
const NOT_FOUND = 127;

/** File descriptor on which the shell tells exit statuses; commands do not see it. */
const STATUS_FD = 3;

/**
 * One shell for the commands of a build, so that directories, variables and functions stay. A command that ends the
 * shell (`exit`, or a failure under `set -e`) succeeds or fails by the exit status; the next command gets a new shell
 * with the directory and the exported variables of the old one.
 */
export class Shell {
  #process: ChildProcess | undefined;

  constructor(private readonly options: ShellOptions) {}

  /**
   * Runs a command. Programs that it leaves in the background go on.
   * @returns its exit status
   * @throws the signal's reason if that is aborted
   */
  async run(command: string): Promise<number> {
    const { signal, isolated } = this.options;
    signal.throwIfAborted();
    const kill = (): void => {
      this.kill();
    };
    signal.addEventListener('abort', kill, { once: true });
    const status = await this.#eval(command);
    signal.removeEventListener('abort', kill);
    signal.throwIfAborted();
    if (isolated) this.#leave();
    return status;
  }

  /** Ends everything that was started and did not leave its process group. */
  kill(): void {
    for (const group of this.options.groups) killGroup(group, 'SIGKILL');
    this.options.groups.clear();
    this.#process = undefined;
  }

  #leave(): void {
    this.#process?.stdin?.end();
    this.#process = undefined;
  }

  #eval(command: string): Promise<number> {
    const shell = (this.#process ??= this.#start());
    return new Promise((resolve) => {
      const end = (status: number): void => {
        shell.removeAllListeners('exit').removeAllListeners('error');
        statusOf(shell).removeAllListeners('data');
        resolve(status);
      };
      shell.once('exit', (code) => {
        this.#process = undefined;
        end(code ?? KILLED);
      });
      shell.once('error', ({ message }) => {
        this.#process = undefined;
        writeSync(this.options.output, `The shell cannot be started: ${message}\n`);
        end(NOT_FOUND);
      });
      statusOf(shell).once('data', (status: Buffer) => {
        end(Number(status));
      });
      shell.stdin?.write(`eval ${quoted(command)} </dev/null ${STATUS_FD}>&-\necho $? >&${STATUS_FD}\n`);
    });
  }

  #start(): ChildProcess {
    const { program, directory, environment, output, isolated, groups } = this.options;
    const stdio = ['pipe', output, output, 'pipe'] as const;
    const shell = spawn(program, [], { cwd: directory, env: environment, detached: true, stdio: [...stdio] });
    if (shell.pid !== undefined) groups.add(shell.pid);
    // A shell that has ended takes no more commands, which its end has told already.
    shell.stdin?.on('error', () => undefined);
    if (!isolated) shell.stdin?.write(this.#inheritance());
    return shell;
  }

  /** Takes over what the shell before has left, and leaves the same. */
  #inheritance(): string {
    const variables = quoted(path.join(this.options.folder, 'variables'));
    const directory = quoted(path.join(this.options.folder, 'directory'));
    return (
      `if [ -f ${directory} ]; then . ${variables}; cd "$(cat ${directory})"; fi\n` +
      `trap ${quoted(`export -p >${variables}; pwd >${directory}`)} EXIT\n`
    );
  }
}

function statusOf(shell: ChildProcess): Readable {
  return shell.stdio[STATUS_FD] as Readable;
}
