import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installCheckov } from 'plan-review/checkov/install-checkov';
import { temporaryFolder } from '../../../../__tests__/helpers/temporary-folder';

const temporary = temporaryFolder();
const programs = (): string => join(temporary.path(), 'programs');
const folder = (): string => join(temporary.path(), 'cache/checkov');

/** A Python that makes environments of copies of itself; every call is written into a list. */
function fakePython(pip = 'exit 0'): void {
  const calls = join(temporary.path(), 'calls');
  const script = `#!/bin/sh
case "$*" in
  *-m*venv*) echo venv >> '${calls}'; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
  *-m*pip*) echo pip >> '${calls}'; ${pip} ;;
esac
`;
  mkdirSync(programs(), { recursive: true });
  writeFileSync(join(programs(), 'python3'), script);
  chmodSync(join(programs(), 'python3'), 0o755);
}

const calls = (): readonly string[] => readFileSync(join(temporary.path(), 'calls'), 'utf8').trimEnd().split('\n');

function install(steps: string[] = []): Promise<string> {
  const env = { PATH: [programs(), '/bin', '/usr/bin'].join(':') };
  return installCheckov({ folder: folder(), env, onProgress: (step) => steps.push(step) });
}

describe('the installation of checkov', () => {
  it('is made once, and announces the steps that take long', async () => {
    fakePython();
    const steps: string[] = [];
    expect(await install(steps)).toBe(join(folder(), 'bin/python'));
    expect(await install(steps)).toBe(join(folder(), 'bin/python'));
    expect(calls()).toEqual(['venv', 'pip']);
    expect(steps).toEqual(['making a virtual environment', 'installing checkov (about 290 MB, once)']);
  });

  it.each([
    [
      'of other versions',
      () => {
        writeFileSync(join(folder(), 'requirements.sha256'), 'other');
      },
    ],
    [
      'incomplete',
      () => {
        rmSync(join(folder(), 'requirements.sha256'));
      },
    ],
    [
      'broken',
      () => {
        rmSync(join(folder(), 'bin'), { recursive: true });
      },
    ],
  ])('starts afresh if the environment is %s', async (_, spoil) => {
    fakePython();
    await install();
    spoil();
    await install();
    expect(calls()).toEqual(['venv', 'pip', 'venv', 'pip']);
    expect(existsSync(join(folder(), 'bin/python'))).toBe(true);
  });

  it('that fails says why, and leaves no files', async () => {
    fakePython('echo "No matching distribution found for checkov" >&2; exit 1');
    await expect(install()).rejects.toThrow('Installing checkov failed:\nNo matching distribution found for checkov');
    expect(existsSync(folder())).toBe(false);
    expect(readdirSync(`${folder()}.unfinished`)).toEqual([]);
  });

  it('needs a Python that is new enough', async () => {
    const env = { PATH: temporary.path() };
    await expect(installCheckov({ folder: folder(), env })).rejects.toMatchObject({
      message: expect.stringContaining('There is no Python 3.10 or newer') as string,
      hint: expect.stringContaining('apt install python3 python3-venv') as string,
    });
  });
});
