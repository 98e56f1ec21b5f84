import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** Milliseconds for a test: each runs git many times, which takes seconds on a busy machine. */
const TEST_TIMEOUT_MS = 60_000;
jest.setTimeout(TEST_TIMEOUT_MS);

/** A checkout in which tests use the real git. */
const PERSON = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_AUTHOR_DATE: '2026-03-01T10:00:00+01:00',
  GIT_COMMITTER_NAME: 'Bob',
  GIT_COMMITTER_EMAIL: 'bob@example.com',
  GIT_COMMITTER_DATE: '2026-03-01T11:00:00+01:00',
};

/** A folder with files, which may be a git checkout. */
export class Checkout {
  private constructor(readonly folder: string) {}

  /** A folder with files, by their paths. */
  static async plain(files: Readonly<Record<string, string>> = {}): Promise<Checkout> {
    const checkout = new Checkout(await mkdtemp(path.join(tmpdir(), 'checkout-')));
    await checkout.write(files);
    return checkout;
  }

  /** A checkout of branch `main` without any commit. */
  static async create(): Promise<Checkout> {
    const checkout = await Checkout.plain();
    await checkout.git('init', '--quiet');
    await checkout.git('symbolic-ref', 'HEAD', 'refs/heads/main');
    return checkout;
  }

  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }

  /** Commits files. @returns id of the commit */
  async commit(message: string, files: Readonly<Record<string, string>>): Promise<string> {
    await this.write(files);
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '-m', message);
    return this.git('rev-parse', 'HEAD');
  }

  /** Runs git, without settings of this machine. @returns what it printed; it rejects with what it complained of */
  async git(...args: string[]): Promise<string> {
    const env = { ...PERSON, HOME: this.folder, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
    const { stdout } = await promisify(execFile)('git', args, { cwd: this.folder, env });
    return stdout.trim();
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
