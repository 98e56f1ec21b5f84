import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths, type ProjectPaths } from '../../../../cli/project';
import { runApp } from '../../../../cli/synth/run-app';
import { temporaryFolder } from '../../../helpers/temporary-folder';

/** Each starts Node.js two or three times, on a machine that may be busy. */
jest.setTimeout(60_000);

const temporary = temporaryFolder();
const paths = projectPaths();

function outputOf(outdir: string): Readonly<Record<string, string>> {
  const names = readdirSync(outdir, { recursive: true }).map(String).sort();
  const files = names.filter((name) => statSync(path.join(outdir, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(path.join(outdir, name), 'utf8')]));
}

const unexpected = (message: string): void => {
  throw new Error(message);
};

function emptyFolder(name: string): string {
  const made = path.join(temporary.path(), name);
  mkdirSync(made);
  return made;
}

test('the app writes the bytes that the command of cdktf.json writes', async () => {
  const outdir = emptyFolder('bundle');
  await runApp({ paths, env: process.env, outdir, only: [], warn: unexpected });
  const command = emptyFolder('command');
  const env = { ...process.env, CDKTF_OUTDIR: command };
  execFileSync(process.execPath, ['--import', 'tsx', 'main.ts'], { cwd: paths.root, env });
  expect(Object.keys(outputOf(outdir))).toContain('stacks/bootstrap/cdk.tf.json');
  expect(outputOf(outdir)).toEqual(outputOf(command));
});

test('the app writes just the stacks that are asked for', async () => {
  const outdir = emptyFolder('only');
  await runApp({ paths, env: process.env, outdir, only: ['dev-network'], warn: unexpected });
  expect(readdirSync(path.join(outdir, 'stacks'))).toEqual(['dev-network']);
});

test('the output of an app that fails is shown', async () => {
  const env = { ...process.env, PLATFORM_CONFIG: '__tests__/fixtures/types/missing-fields.ts' };
  const run = runApp({ paths, env, outdir: emptyFolder('failed'), only: [], warn: unexpected });
  await expect(run).rejects.toThrow(/Synthesizing failed[\s\S]*missing-fields\.ts/);
});

const project = (): ProjectPaths => projectPaths(path.join(temporary.path(), 'project'));

/** A project whose app writes a manifest. @param statement of the app, before that */
function write(statement: string): void {
  mkdirSync(project().root);
  const app = `${statement}\nrequire('node:fs').writeFileSync(process.env.CDKTF_OUTDIR + '/manifest.json', '{}');`;
  for (const [name, text] of [
    ['main.ts', app],
    ['tsconfig.json', '{}'],
    ['package-lock.json', '{}'],
  ] as const)
    writeFileSync(path.join(project().root, name), text);
}

async function warnings(): Promise<readonly string[]> {
  const told: string[] = [];
  const outdir = emptyFolder('out');
  await runApp({ paths: project(), env: process.env, outdir, only: [], warn: (message) => told.push(message) });
  expect(readdirSync(outdir)).toEqual(['manifest.json']);
  return told;
}

describe('an app that does not run as one file', () => {
  test('because it cannot be translated runs with tsx, and the reason is shown', async () => {
    write("if (process.argv.includes('native')) require('./native.node');");
    writeFileSync(path.join(project().root, 'native.node'), '');
    const [warning] = await warnings();
    expect(warning).toMatch(/^Synthesizing took longer than it has to: [\s\S]*native\.node/);
  });

  test('because it fails as one file runs with tsx, and its output is shown', async () => {
    write("if (require.main?.filename.endsWith('.js')) throw new Error('not as one file');");
    const [warning] = await warnings();
    expect(warning).toMatch(/^Synthesizing took longer than it has to: [\s\S]*not as one file/);
  });
});

test('an app that runs as one file prints nothing', async () => {
  write('');
  expect(await warnings()).toEqual([]);
});
