import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';

import type { Runtime } from '../../aws/runtime';
import { ContainerError, type ContainerOptions, type RunningContainer } from '../container';
import type { UnpackedImage } from './images';
import { assignPorts } from './ports';
import { type Program, programOf } from './program';

/** Signal that asks a container to stop (Docker, "Dockerfile reference", STOPSIGNAL). */
const STOP_SIGNAL = 'SIGTERM';

/** Starts a container as a process group of this machine. @throws ContainerError */
export async function startProcess(
  runtime: Pick<Runtime, 'clock' | 'environment' | 'signal'>,
  image: UnpackedImage,
  options: ContainerOptions,
): Promise<RunningContainer> {
  const program = await programOf(image, options);
  const { environment, loopbackPorts } = await assignPorts(options.containerPorts, program.environment);
  await mkdir(program.cwd, { recursive: true });
  const { pid, exited } = await launch(program, { ...environment, ...runtime.environment }, options.onOutput);
  const kill = (): void => {
    signalGroup(pid, 'SIGKILL');
  };
  runtime.signal.addEventListener('abort', kill, { once: true });
  void exited.then(() => {
    runtime.signal.removeEventListener('abort', kill);
  });
  const stop = async (graceMs: number): Promise<void> => {
    const ended = new AbortController();
    signalGroup(pid, stopSignal(image));
    runtime.clock.limit(graceMs, ended.signal).then(kill, () => undefined);
    await exited;
    ended.abort();
  };
  return { loopbackPorts, exited, stop };
}

function stopSignal({ settings: { StopSignal } }: UnpackedImage): NodeJS.Signals {
  return StopSignal !== undefined && StopSignal in constants.signals ? (StopSignal as NodeJS.Signals) : STOP_SIGNAL;
}

async function launch(
  { file, args, cwd }: Program,
  env: Readonly<Record<string, string>>,
  onOutput: (line: string) => void,
): Promise<{ readonly pid: number; readonly exited: RunningContainer['exited'] }> {
  const child = spawn(file, args, { cwd, env: { ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onOutput);
  const { pid } = child;
  const exited = new Promise<{ readonly exitCode: number }>((resolve) => {
    child.once('exit', () => {
      // What the program has started and left behind goes with it, as a container's processes do.
      if (pid !== undefined) signalGroup(pid, 'SIGKILL');
    });
    // Its last lines are read by then.
    child.once('close', (code, signal) => {
      resolve({ exitCode: code ?? 128 + constants.signals[signal ?? 'SIGKILL'] });
    });
  });
  return new Promise((resolve, reject) => {
    child.once('spawn', () => {
      resolve({ pid: pid ?? 0, exited });
    });
    child.once('error', (error) => {
      reject(new ContainerError('CannotStartContainerError', error.message));
    });
  });
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}
