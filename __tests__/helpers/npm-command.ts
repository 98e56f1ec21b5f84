import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Socket } from 'node:net';
import { constants } from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');

/** Name of the environment variable by which all processes of a command are known. */
const MARK = 'END_TO_END_TEST';

/** How a command ended. */
export interface Finished {
  /** 128 and the signal's number if it stopped because of one. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An npm command of the project, running as a person starts it. */
export interface RunningCommand {
  readonly child: ChildProcess;
  /** Waits until it has printed something. @throws Error if it ends before */
  heard(text: RegExp): Promise<void>;
  /** What Ctrl-C at the terminal does: every process of the foreground gets a SIGINT. */
  interrupt(): void;
  /** Waits until it has ended. */
  readonly finished: Promise<Finished>;
  /** Everything it printed until now. */
  output(): Pick<Finished, 'stdout' | 'stderr'>;
  /** The processes that it started, and it itself, that still run: their command lines. */
  processes(): string[];
}

/**
 * Starts an npm command.
 * @param args e.g. `['run', 'deploy', '--', 'dev-*']`
 * @param env added to this process's environment
 * @param folder where it is typed @default the repository
 */
export function npmCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
  folder: string = ROOT,
): RunningCommand {
  const id = randomUUID();
  const childEnv = { ...withoutJest(process.env), CI: 'true', [MARK]: id, ...env };
  const child = spawn('npm', args, { cwd: folder, env: childEnv, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  endWithThisProcess(`${MARK}=${id}`);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      // npm does as its child did, and ends by the same signal.
      resolve({ exitCode: code ?? 128 + constants.signals[signal ?? 'SIGKILL'], ...output });
    });
  });
  const heard = (text: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (text.test(`${output.stdout}${output.stderr}`)) resolve();
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      look();
      void finished.then(({ stdout, stderr }) => {
        reject(new Error(`ended without ${String(text)}:\n${stdout}\n${stderr}`));
      });
    });
  const interrupt = (): void => {
    process.kill(-(child.pid ?? 0), 'SIGINT');
  };
  return { child, heard, interrupt, finished, output: () => ({ ...output }), processes: () => processesOf(id) };
}

/** Runs an npm command to its end; see {@link npmCommand}. */
export function runNpm(...command: Parameters<typeof npmCommand>): Promise<Finished> {
  return npmCommand(...command).finished;
}

/** Waits until none of a command's processes runs; Jest's timeout ends a wait in vain. */
export async function allGone(command: RunningCommand): Promise<void> {
  while (command.processes().length > 0) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** If the tests are killed, the command is killed too. The watchdog runs as long as they do, and ends no process before. */
function endWithThisProcess(mark: string): void {
  const file = path.join(ROOT, 'cli', 'processes', 'watchdog.mjs');
  const watchdog = spawn(process.execPath, [file, mark, 'kill'], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  watchdog.unref();
  if (watchdog.stdin instanceof Socket) watchdog.stdin.unref();
}

/** Jest's own settings would change how Node.js and the tools behave. */
function withoutJest(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(NODE_ENV|NODE_OPTIONS|JEST_WORKER_ID)$/.test(name)),
  );
}

/** Lists processes with their environments behind the command lines. */
function processesOf(id: string): string[] {
  const { stdout } = spawnSync('ps', ['axeww', '-o', 'pid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  return stdout
    .split('\n')
    .filter((line) => line.includes(`${MARK}=${id}`) && !line.includes(`watchdog.mjs ${MARK}=`))
    .map((line) => line.trim().slice(0, 120));
}
