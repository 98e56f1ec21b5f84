import { checksOf, type Check } from '../../../../cli/checks/checks';
import { runChecks } from '../../../../cli/checks/run-checks';
import { projectPaths } from '../../../../cli/project';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
const paths = () => projectPaths(folder.path());

/** A check whose program ends with an exit code, and which counts what it is told to. */
const check = (title: string, exitCode: number, passed: number): Check => ({
  title,
  args: ['-e', `process.exit(${exitCode})`],
  totals: (code) => Promise.resolve({ passed, failed: code }),
});

describe('running checks', () => {
  test('all are run, also after one that failed, and their counts are summed', async () => {
    const told: string[] = [];
    const options = { paths: paths(), env: {}, tell: (text: string) => told.push(text) };
    expect(await runChecks([check('One', 2, 3), check('Two', 0, 4)], options)).toEqual({ passed: 7, failed: 2 });
    expect(told.map((text) => text.replace(/\d+ s\n$/, '0 s'))).toEqual([
      '== One',
      '== One: 3 passed, 2 failed in 0 s',
      '== Two',
      '== Two: 4 passed, 0 failed in 0 s',
    ]);
  });
});

describe('the checks', () => {
  const titles = (half?: 'unit' | 'e2e'): string[] => checksOf(half, paths()).map(({ title }) => title);

  test('of npm test are all there are', () => {
    expect(titles()).toEqual([
      'Format (prettier)',
      'Lint (eslint)',
      'Types (tsc)',
      'Unit tests',
      'Tests of the embedded AWS and GitHub',
      'End-to-end tests',
    ]);
  });

  test('of each half are its tests', () => {
    expect(titles('unit')).toEqual(['Unit tests']);
    expect(titles('e2e')).toEqual(['End-to-end tests']);
  });

  test.each([
    [0, { passed: 1, failed: 0 }],
    [1, { passed: 0, failed: 1 }],
  ])('that count as a whole take exit code %d as %j', async (exitCode, totals) => {
    const [format] = checksOf(undefined, paths());
    expect(await format?.totals(exitCode)).toEqual(totals);
  });
});
