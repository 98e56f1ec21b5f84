import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';

import { ignoreAbort } from '../../error-kinds';
import { killGroup } from '../../kill-group';
import type { Runtime } from '../../gateway/runtime';
import { ContainerError, type ContainerOptions, type RunningContainer } from '../container';
import { guard } from './guard';
import type { UnpackedImage } from './images';
import type { Ports } from './ports';
import { type Program, programOf } from './program';
import { signalOf } from './signals';

/** What of the runtime containers need. */
export type ContainerRuntime = Pick<Runtime, 'background' | 'clock' | 'environment' | 'signal'>;

/**
 * Starts a container as a process group of this machine. Nothing of it outlives its first process, the embedded AWS, or
 * this process.
 * @throws ContainerError
 */
export async function startProcess(
  runtime: ContainerRuntime,
  ports: Ports,
  image: UnpackedImage,
  options: ContainerOptions,
): Promise<RunningContainer> {
  const program = await programOf(image, options);
  const { environment, loopbackPorts, release } = await ports.assign(options.containerPorts, program.environment);
  try {
    await mkdir(program.cwd, { recursive: true });
    const child = await launch(program, { ...environment, ...runtime.environment });
    const exited = endOf(runtime, child, options.onOutput).finally(release);
    // The embedded AWS removes the files of images when it ends, so it has to wait for the processes that use them.
    runtime.background('a container', async () => {
      await exited;
    });
    const signal = signalOf(image.settings.StopSignal);
    return { loopbackPorts, exited, stop: (graceMs) => stop(runtime, child, exited, signal, graceMs) };
  } catch (error) {
    release();
    throw error;
  }
}

async function launch({ file, args, cwd }: Program, env: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    await once(child, 'spawn');
    return child;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ContainerError('CannotStartContainerError', `exec: "${file}": ${reason}`);
  }
}

/** Resolves when it has ended and all that it has printed was told. */
async function endOf(
  { signal }: ContainerRuntime,
  child: ChildProcess,
  onOutput: ContainerOptions['onOutput'],
): Promise<{ readonly exitCode: number }> {
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const input of streams) createInterface({ input }).on('line', onOutput);
  const group = child.pid ?? 0;
  const endGuard = guard(group);
  const kill = (): void => {
    killGroup(group, 'SIGKILL');
  };
  if (signal.aborted) kill();
  signal.addEventListener('abort', kill, { once: true });
  // What the program has started ends with it, as the processes of a container do.
  child.once('exit', kill);
  const [code, endedBy] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  signal.removeEventListener('abort', kill);
  endGuard();
  return { exitCode: code ?? 128 + constants.signals[endedBy ?? 'SIGKILL'] };
}

async function stop(
  { clock }: ContainerRuntime,
  child: ChildProcess,
  exited: RunningContainer['exited'],
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  const ended = new AbortController();
  const end = (how: NodeJS.Signals): void => {
    // After its end the number may belong to another process.
    if (child.exitCode === null && child.signalCode === null) killGroup(child.pid ?? 0, how);
  };
  end(signal);
  clock.limit(graceMs, ended.signal).then(() => {
    end('SIGKILL');
  }, ignoreAbort);
  await exited;
  ended.abort();
}
