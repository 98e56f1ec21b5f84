import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { findGit } from './find-git';

/**
 * Settings of every git that is started, in place of the user's ("git config", Git documentation): folders of other
 * owners are read, for the user named them; nothing goes on behind a command that has ended; any commit may be asked
 * for by its id, as at GitHub.
 */
const CONFIG = `
[safe]
  directory = *
[gc]
  auto = 0
[maintenance]
  auto = false
[receive]
  autogc = false
[uploadpack]
  allowAnySHA1InWant = true
`;

/** What one run of git is given. */
export interface GitOptions {
  /** Working folder. @default git's home */
  readonly cwd?: string;
  /** Standard input. @default nothing */
  readonly input?: string | Readable;
  /** Added to the environment. @default nothing */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A git that runs. */
export interface GitStream {
  readonly stdout: Readable;
  /** Resolves when it ended well. @throws GitError */
  readonly done: Promise<void>;
}

/** A git that ended with another exit code than 0. */
export class GitError extends Error {
  override readonly name = 'GitError';

  /** @param stderr - what it said, without spaces around it */
  constructor(
    readonly command: string,
    readonly exitCode: number | null,
    readonly stderr: string,
  ) {
    super(`git ${command} ended with ${exitCode ?? 'a signal'}: ${stderr}`);
  }
}

/** The real git, without a shell, the user's configuration and prompts. */
export class Git {
  private constructor(
    private readonly program: string,
    private readonly home: string,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /**
   * Makes a git with a home of its own.
   * @param options.home - folder for its configuration; made if need be
   * @param options.program - name or path that starts git @default git
   * @param options.signal - kills what runs @default nothing does
   * @throws RehearsalError if there is no git, or only one that is too old
   */
  static async create(options: { home: string; program?: string; signal?: AbortSignal }): Promise<Git> {
    const program = await findGit(options.program);
    await mkdir(options.home, { recursive: true });
    await writeFile(path.join(options.home, '.gitconfig'), CONFIG);
    return new Git(program, options.home, options.signal);
  }

  /** Runs git to its end. @returns its standard output @throws GitError */
  async run(args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
    const { stdout, done } = this.stream(args, options);
    const [output] = await Promise.all([buffer(stdout), done]);
    return output;
  }

  /** Runs git to its end. @returns its standard output without white space around it @throws GitError */
  async text(args: readonly string[], options: GitOptions = {}): Promise<string> {
    return (await this.run(args, options)).toString().trim();
  }

  /** Like {@link text}. @returns undefined where git says no with exit code 1, as its questions do @throws GitError */
  async ask(args: readonly string[], options: GitOptions = {}): Promise<string | undefined> {
    return this.text(args, options).catch((error: unknown) => {
      if (error instanceof GitError && error.exitCode === 1) return undefined;
      throw error;
    });
  }

  /** Starts git; the caller reads its output and awaits its end. */
  stream(args: readonly string[], { cwd = this.home, input = '', environment }: GitOptions = {}): GitStream {
    const env = { HOME: this.home, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', ...environment };
    this.signal?.throwIfAborted();
    const child = spawn(this.program, args, { cwd, env, detached: true });
    const kill = (): void => {
      const runs = child.exitCode === null && child.signalCode === null;
      if (runs && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    this.signal?.addEventListener('abort', kill, { once: true });
    const done = end(child, args[0] ?? '').finally(() => this.signal?.removeEventListener('abort', kill));
    // The caller may stop reading the output and never await `done`: that must not be an unhandled rejection.
    done.catch(() => undefined);
    // git may stop reading its input early; its exit code, which `done` checks, says whether it has failed.
    pipeline(typeof input === 'string' ? Readable.from([input]) : input, child.stdin).catch(() => undefined);
    return { stdout: child.stdout, done };
  }
}

async function end(child: ChildProcessWithoutNullStreams, command: string): Promise<void> {
  const [stderr, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number | null]>]);
  if (exitCode !== 0) throw new GitError(command, exitCode, stderr.trim());
}
