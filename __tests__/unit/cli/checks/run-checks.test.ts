import path from 'node:path';
import { checksOf, type Check, type Outcome, type Totals } from '../../../../cli/checks/checks';
import type { TestFile } from '../../../../cli/checks/file-times';
import { runChecks } from '../../../../cli/checks/run-checks';
import { projectPaths } from '../../../../cli/project';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
const paths = () => projectPaths(folder.path());

/** A check whose program ends with an exit code, and which counts what it is told to. */
const check = (title: string, exitCode: number, found: Partial<Outcome>): Check => ({
  title,
  args: ['-e', `console.log('I am ${title}'); process.exit(${exitCode})`],
  outcome: (failed) => Promise.resolve({ passed: 0, failed, files: [], ...found }),
});

/** A test file that began now and took so long. */
const fileOf = (seconds: number): TestFile => {
  const start = Date.now();
  return { path: path.join(folder.path(), 'long.test.ts'), start, end: start + seconds * 1000 };
};

describe('running checks', () => {
  const run = async (...groups: Check[][]): Promise<{ totals: Totals; told: string[] }> => {
    const told: string[] = [];
    const totals = await runChecks(groups, { paths: paths(), env: {}, tell: (text) => told.push(text) });
    return { totals, told: told.map((text) => text.replace(/\d+ s\n$/, '0 s')) };
  };

  test('all are run, also after one that failed, and their counts are summed', async () => {
    const { totals, told } = await run([check('One', 2, { passed: 3 })], [check('Two', 0, { passed: 4 })]);
    expect(totals).toEqual({ passed: 7, failed: 2 });
    expect(told).toEqual([
      '== One',
      '== One: 3 passed, 2 failed in 0 s',
      '== Two',
      '== Two: 4 passed, 0 failed in 0 s',
    ]);
  });

  test('those of a group run beside each other, and what each printed is told when it has ended', async () => {
    const { told } = await run([check('One', 0, {}), check('Two', 0, {})]);
    expect(told.slice(0, 2)).toEqual(['== One', '== Two']);
    expect(told.slice(2).sort()).toEqual([
      '== One: 0 passed, 0 failed in 0 s',
      '== Two: 0 passed, 0 failed in 0 s',
      'I am One',
      'I am Two',
    ]);
  });

  test('a test file that takes longer than six minutes is a failure', async () => {
    const { totals, told } = await run([check('Long', 0, { passed: 1, files: [fileOf(36_000)] })]);
    expect(totals).toEqual({ passed: 1, failed: 1 });
    expect(told.at(-1)).toMatch(/^long\.test\.ts takes \d+ s on a quiet machine; the limit is 360 s\. Split it/);
    expect(told.at(-2)).toMatch(/^== The slowest test files\n36000 s {2}long\.test\.ts/);
  });
});

describe('the checks', () => {
  const titles = (half?: 'unit' | 'e2e'): string[] =>
    checksOf(half, paths())
      .flat()
      .map(({ title }) => title);

  test('of npm test are all there are', () => {
    expect(titles()).toEqual([
      'Format (prettier)',
      'Lint (eslint)',
      'Types (tsc)',
      'Packages (build, pack, install)',
      'Unit tests',
      'Tests of the embedded AWS and GitHub',
      'End-to-end tests',
    ]);
  });

  test('of each half are its tests', () => {
    expect(titles('unit')).toEqual(['Unit tests']);
    expect(titles('e2e')).toEqual(['Packages (build, pack, install)', 'End-to-end tests']);
  });

  test.each([
    [0, { passed: 1, failed: 0, files: [] }],
    [1, { passed: 0, failed: 1, files: [] }],
  ])('that count as a whole take exit code %d as %j', async (exitCode, totals) => {
    const [format] = checksOf(undefined, paths()).flat();
    expect(await format?.outcome(exitCode)).toEqual(totals);
  });
});
