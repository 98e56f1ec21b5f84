import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '../../../..');

/** The files that a command has loaded before it does anything, from the project's folder. */
function loadedBy(command: string): string[] {
  const list = path.join(ROOT, '__tests__/helpers/list-loaded.mjs');
  const args = ['--import', list, path.join(ROOT, 'cli/run.mjs'), command, '--help'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stdout).toContain(`Usage: npm run ${command} --`);
  return (JSON.parse(stderr) as string[]).map((file) => path.relative(ROOT, file));
}

/** What the embedded AWS is made of. */
const EMBEDDED_AWS = ['gateway', 'services', 'start'].map((name) => `packages/embedded-aws/src/${name}`);

/** Files of a folder of the project or of its packages. */
const within = (files: readonly string[], ...folders: readonly string[]) =>
  files.filter((file) => folders.some((folder) => file.startsWith(folder)));

/** Files of the packages that any command may load. */
const small = [
  'packages/plan-review/src/errors.ts',
  'packages/plan-review/src/error-code.ts',
  'packages/plan-review/src/files/stale-folders.ts',
  'packages/plan-review/src/json.ts',
  'packages/plan-review/src/processes/failure-output.ts',
];

test.each(['config', 'synth', 'jobs'])(
  '%s loads neither clients of AWS, nor constructs, nor the embedded AWS',
  (command) => {
    const files = loadedBy(command);
    expect(within(files, `cli/commands/${command}.ts`, 'config')).not.toEqual([]);
    expect(within(files, 'node_modules/@aws-sdk', 'node_modules/cdktf', 'node_modules/@cdktf', 'stacks')).toEqual([]);
    expect(within(files, 'packages').filter((file) => !small.includes(file))).toEqual([]);
  },
);

test.each(['plan', 'deploy', 'destroy', 'drift', 'review'])('%s loads no service of the embedded AWS', (command) => {
  const files = loadedBy(command);
  expect(within(files, 'node_modules/@aws-sdk/client-s3')).not.toEqual([]);
  expect(within(files, 'node_modules/@aws-sdk/client-ecs', 'node_modules/cdktf', ...EMBEDDED_AWS)).toEqual([]);
});

test.each(['start', 'rehearse'])('%s loads the embedded AWS only when it is to run', (command) => {
  const files = loadedBy(command);
  expect(within(files, `cli/commands/${command}.ts`)).not.toEqual([]);
  expect(within(files, 'node_modules/@aws-sdk', ...EMBEDDED_AWS, 'packages/embedded-aws/src/github')).toEqual([]);
});
