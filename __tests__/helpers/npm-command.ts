import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');

/** Name of the environment variable by which all processes of a command are known. */
const MARK = 'END_TO_END_TEST';

/** How a command ended. */
export interface Finished {
  /** 128 and the signal's number if it stopped because of one, -1 if one ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An npm command of the project, running as a person starts it. */
export interface RunningCommand {
  readonly child: ChildProcess;
  /** Waits until it has printed a text. @throws Error if it ends before */
  heard(text: string): Promise<void>;
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
 */
export function npmCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): RunningCommand {
  const id = randomUUID();
  const childEnv = { ...withoutJest(process.env), CI: 'true', [MARK]: id, ...env };
  const child = spawn('npm', args, { cwd: ROOT, env: childEnv, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ exitCode: code ?? -1, ...output });
    });
  });
  const heard = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (`${output.stdout}${output.stderr}`.includes(text)) resolve();
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      look();
      void finished.then(({ stdout, stderr }) => {
        reject(new Error(`ended without "${text}":\n${stdout}\n${stderr}`));
      });
    });
  return { child, heard, finished, output: () => ({ ...output }), processes: () => processesOf(id) };
}

/** Runs an npm command to its end. */
export function runNpm(args: readonly string[], env?: Readonly<Record<string, string | undefined>>): Promise<Finished> {
  return npmCommand(args, env).finished;
}

/** Waits until none of a command's processes runs; Jest's timeout ends a wait in vain. */
export async function allGone(command: RunningCommand): Promise<void> {
  while (command.processes().length > 0) await new Promise((resolve) => setTimeout(resolve, 100));
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
    .filter((line) => line.includes(`${MARK}=${id}`))
    .map((line) => line.trim().slice(0, 120));
}
