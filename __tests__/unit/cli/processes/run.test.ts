import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture, captureSuccess } from '../../../../cli/processes/run';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
const options = () => ({ cwd: folder.path(), env: { PATH: process.env['PATH'] } });
const node = (script: string): readonly string[] => ['-e', script];

describe('running a program', () => {
  test('what it prints is collected, standard output also by itself', async () => {
    const script = "console.log('out'); console.error('err'); process.exit(3)";
    const result = await capture(process.execPath, node(script), options());
    expect(result).toMatchObject({ exitCode: 3, stdout: 'out\n' });
    expect(result.output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  test('it gets the given environment and folder and no standard input', async () => {
    const script = "console.log(process.env.A, process.env.HOME, process.cwd(), require('fs').readFileSync(0).length)";
    const { stdout } = await capture(process.execPath, node(script), { cwd: folder.path(), env: { A: 'a' } });
    expect(stdout).toBe(`a undefined ${folder.path()} 0\n`);
  });

  test('it is the leader of its own session, which the terminal cannot interrupt', async () => {
    const { stdout } = await capture('sh', ['-c', 'ps -o sid= -p $$; echo $$'], options());
    const [session, pid] = stdout.split('\n').map((line) => line.trim());
    expect(session).toBe(pid);
  });

  test('a program that a signal ended has the exit code -1', async () => {
    expect((await capture('sh', ['-c', 'kill -9 $$'], options())).exitCode).toBe(-1);
  });

  test('a log file takes all output after what it holds', async () => {
    const logFile = path.join(folder.path(), 'run.log');
    writeFileSync(logFile, 'before\n');
    await capture(process.execPath, node("console.log('now')"), { ...options(), logFile });
    expect(readFileSync(logFile, 'utf8')).toBe('before\nnow\n');
  });

  test('a program that does not exist is said to be missing', async () => {
    await expect(capture('no-such-program', [], options())).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('a failure of one that has to succeed says what was tried and what it said', async () => {
    const script = "console.log('Refreshing'); console.error('Error: no such bucket'); process.exit(1)";
    const logFile = path.join(folder.path(), 'run.log');
    const attempt = captureSuccess('terraform apply of a', process.execPath, node(script), { ...options(), logFile });
    await expect(attempt).rejects.toMatchObject({
      message: 'terraform apply of a failed:\nError: no such bucket',
      hint: `All of its output is in ${logFile}.`,
    });
  });
});
