import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readJestOutcome } from '../../../../cli/checks/jest-outcome';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
const file = (): string => path.join(folder.path(), 'jest.json');

/** When Jest says that a file ran; other fields are of no interest. */
const FILE = { name: '/project/a.test.ts', startTime: 1_000, endTime: 4_500, status: 'passed' };

const outcomeOf = (passed: number, failed: number, broken: number, exitCode: number) => {
  const counts = {
    numPassedTests: passed,
    numFailedTests: failed,
    numRuntimeErrorTestSuites: broken,
    testResults: [FILE],
  };
  writeFileSync(file(), JSON.stringify(counts));
  return readJestOutcome(file(), exitCode);
};

describe("reading Jest's report", () => {
  test('passed and failed tests count', async () => {
    expect(await outcomeOf(5, 2, 0, 1)).toMatchObject({ passed: 5, failed: 2 });
    expect(await outcomeOf(7, 0, 0, 0)).toMatchObject({ passed: 7, failed: 0 });
  });

  test('a file that fails before its first test counts as a failure', async () => {
    expect(await outcomeOf(5, 2, 1, 1)).toMatchObject({ passed: 5, failed: 3 });
  });

  test('Jest that fails without a failed test counts as a failure', async () => {
    expect(await outcomeOf(5, 0, 0, 1)).toMatchObject({ passed: 5, failed: 1 });
  });

  test('Jest that died before it wrote its report counts as a failure', async () => {
    expect(await readJestOutcome(file(), 1)).toEqual({ passed: 0, failed: 1, files: [] });
  });

  test('each file is told with the time that it ran', async () => {
    const { files } = await outcomeOf(1, 0, 0, 0);
    expect(files).toEqual([{ path: '/project/a.test.ts', start: 1_000, end: 4_500 }]);
  });

  test('a report is read once', async () => {
    await outcomeOf(5, 0, 0, 0);
    expect(existsSync(file())).toBe(false);
  });
});
