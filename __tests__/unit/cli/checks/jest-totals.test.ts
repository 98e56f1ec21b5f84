import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readJestTotals } from '../../../../cli/checks/jest-totals';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
const file = (): string => path.join(folder.path(), 'jest.json');

const totalsOf = (passed: number, failed: number, broken: number, exitCode: number) => {
  const counts = { numPassedTests: passed, numFailedTests: failed, numRuntimeErrorTestSuites: broken };
  writeFileSync(file(), JSON.stringify(counts));
  return readJestTotals(file(), exitCode);
};

describe("reading Jest's report", () => {
  test('passed and failed tests count', async () => {
    expect(await totalsOf(5, 2, 0, 1)).toEqual({ passed: 5, failed: 2 });
    expect(await totalsOf(7, 0, 0, 0)).toEqual({ passed: 7, failed: 0 });
  });

  test('a file that fails before its first test counts as a failure', async () => {
    expect(await totalsOf(5, 2, 1, 1)).toEqual({ passed: 5, failed: 3 });
  });

  test('Jest that fails without a failed test counts as a failure', async () => {
    expect(await totalsOf(5, 0, 0, 1)).toEqual({ passed: 5, failed: 1 });
  });

  test('Jest that died before it wrote its report counts as a failure', async () => {
    expect(await readJestTotals(file(), 1)).toEqual({ passed: 0, failed: 1 });
  });

  test('a report is read once', async () => {
    await totalsOf(5, 0, 0, 0);
    expect(existsSync(file())).toBe(false);
  });
});
