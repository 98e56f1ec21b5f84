import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../../../cli/project';
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

function emptyFolder(name: string): string {
  const made = path.join(temporary.path(), name);
  mkdirSync(made);
  return made;
}

test('the app writes the bytes that the command of cdktf.json writes', async () => {
  const outdir = emptyFolder('bundle');
  await runApp({ paths, env: process.env, outdir, only: [] });
  const command = emptyFolder('command');
  const env = { ...process.env, CDKTF_OUTDIR: command };
  execFileSync(process.execPath, ['--import', 'tsx', 'main.ts'], { cwd: paths.root, env });
  expect(Object.keys(outputOf(outdir))).toContain('stacks/bootstrap/cdk.tf.json');
  expect(outputOf(outdir)).toEqual(outputOf(command));
});

test('the app writes just the stacks that are asked for', async () => {
  const outdir = emptyFolder('only');
  await runApp({ paths, env: process.env, outdir, only: ['dev-network'] });
  expect(readdirSync(path.join(outdir, 'stacks'))).toEqual(['dev-network']);
});

test('what the app says when it fails is told', async () => {
  const env = { ...process.env, PLATFORM_CONFIG: '__tests__/fixtures/types/missing-fields.ts' };
  const run = runApp({ paths, env, outdir: emptyFolder('failed'), only: [] });
  await expect(run).rejects.toThrow(/Synthesizing failed[\s\S]*missing-fields\.ts/);
});
