import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

import { isExecutable } from '../../files/absent';
import { DockerError } from './docker-error';
import { type DockerHost } from './host';
import { ImageStore } from './image-store';
import { importSaved } from './import-saved';
import { push } from './registry/push';

/** Commands that a real engine does, because it knows the images that it has built. */
const BY_ENGINE = ['build', 'buildx', 'image', 'images', 'inspect', 'push', 'tag'];

/**
 * Finds a docker whose engine answers.
 * @param folder of the stand-in, which is on PATH, too
 * @param words the command line
 * @returns its path, or undefined if there is none or the command is not for it
 */
export async function findEngine(
  host: DockerHost,
  folder: string,
  [command = '']: readonly string[],
): Promise<string | undefined> {
  if (!BY_ENGINE.includes(command)) return undefined;
  const own = await realpath(folder);
  for (const each of (host.environment['PATH'] ?? '').split(path.delimiter).filter((each) => each !== '')) {
    const program = path.join(each, 'docker');
    if (!(await isExecutable(program)) || (await realpath(each)) === own) continue;
    if (await answers(host, program)) return program;
  }
  return undefined;
}

/**
 * Lets the engine do a command. Images that are pushed leave it through `docker save`: by itself it would push to AWS.
 * @returns the exit status
 */
export async function runWithEngine(host: DockerHost, engine: string, words: readonly string[]): Promise<number> {
  const plain = words[0] === 'image' && words[1] === 'push' ? words.slice(1) : words;
  if (plain[0] === 'push') {
    await pushSaved(
      host,
      engine,
      plain.slice(1).filter((word) => !word.startsWith('-')),
    );
    return 0;
  }
  const status = await statusOf(
    start(
      host,
      engine,
      plain.filter((word) => word !== '--push'),
      'inherit',
    ),
  );
  if (status === 0 && plain.includes('--push')) await pushSaved(host, engine, tagsOf(plain));
  return status;
}

async function pushSaved(host: DockerHost, engine: string, names: readonly string[]): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'docker-push-'));
  try {
    for (const name of names) {
      const store = new ImageStore(path.join(folder, 'store'));
      const saving = start(host, engine, ['save', name], 'pipe');
      const [{ digest }, status] = await Promise.all([importSaved(saving, store, folder), statusOf(saving)]);
      if (status !== 0) throw new DockerError(`docker save ${name} ended with exit status ${status}`);
      await store.tag(name, digest);
      await push(host, name, store);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Values of `-t` and `--tag`, in all their forms. */
function tagsOf(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    if (word === '-t' || word === '--tag') return words[index + 1] ?? [];
    return /^(?:--tag=|-t=?)(.+)$/.exec(word)?.[1] ?? [];
  });
}

/** Whether there is an engine behind a docker, not only its command line. */
async function answers(host: DockerHost, program: string): Promise<boolean> {
  const asked = start(host, program, ['info', '--format', '{{.ServerVersion}}'], 'pipe');
  const [version, status] = await Promise.all([textOf(asked), statusOf(asked)]);
  return status === 0 && version.trim() !== '';
}

function start(host: DockerHost, program: string, words: readonly string[], output: 'inherit' | 'pipe'): ChildProcess {
  const errors = output === 'pipe' && words[0] === 'info' ? 'ignore' : 'inherit';
  const stdio: ['ignore', typeof output, typeof errors] = ['ignore', output, errors];
  return spawn(program, words, { cwd: host.directory, env: host.environment, stdio });
}

async function textOf({ stdout }: ChildProcess): Promise<string> {
  return stdout === null ? '' : text(stdout);
}

async function statusOf(child: ChildProcess): Promise<number> {
  const [status] = (await once(child, 'close')) as [number | null];
  return status ?? 1;
}
