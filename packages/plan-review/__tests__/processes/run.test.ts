import { failureOutput } from 'plan-review/processes/failure-output';
import { run, runSuccessfully } from 'plan-review/processes/run';
import { temporaryFolder } from '../../../../__tests__/helpers/temporary-folder';

const folder = temporaryFolder();
const options = () => ({ cwd: folder.path(), env: { PATH: process.env['PATH'] } });
const node = (script: string): readonly string[] => ['-e', script];

describe('running a program', () => {
  it('collects its output, standard output also by itself', async () => {
    const script = "console.log('out'); console.error('err'); process.exit(3)";
    const result = await run(process.execPath, node(script), options());
    expect(result).toMatchObject({ exitCode: 3, stdout: 'out\n' });
    expect(result.output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('gives it the environment and the folder that are named, and no standard input', async () => {
    const script = "console.log(process.env.A, process.env.HOME, process.cwd(), require('fs').readFileSync(0).length)";
    const { stdout } = await run(process.execPath, node(script), { cwd: folder.path(), env: { A: 'a' } });
    expect(stdout).toBe(`a undefined ${folder.path()} 0\n`);
  });

  it('has the exit code -1 if a signal ended the program', async () => {
    expect((await run('sh', ['-c', 'kill -9 $$'], options())).exitCode).toBe(-1);
  });

  it('fails if there is no such program', async () => {
    await expect(run('no-such-program', [], options())).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('says what was tried and why it failed, if the program has to succeed', async () => {
    const script = "console.log('Refreshing'); console.error('Error: no such bucket'); process.exit(1)";
    const attempt = runSuccessfully('terraform plan of a', process.execPath, node(script), options());
    await expect(attempt).rejects.toThrow('terraform plan of a failed:\nError: no such bucket');
  });
});

describe('the part of an output that explains a failure', () => {
  it('begins with the first error', () => {
    expect(failureOutput('Planning\n╷\n│ Error: first\n│ details\n│ Error: second\n')).toBe(
      '│ Error: first\n│ details\n│ Error: second',
    );
  });

  it('is the end where no error is marked, at most 60 lines', () => {
    const lines = Array.from({ length: 61 }, (_, index) => `line ${index}`);
    expect(failureOutput(lines.join('\n'))).toBe(lines.slice(1).join('\n'));
  });
});
