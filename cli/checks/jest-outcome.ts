import { readFile, rm } from 'node:fs/promises';
import { whenMissing } from 'plan-review/error-code';
import { z } from 'zod';
import type { Outcome } from './checks';

/** The parts of Jest's JSON report that count. Source: jest, `--json`, type FormattedTestResults. */
const report = z.looseObject({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  /** Files that failed before their first test. */
  numRuntimeErrorTestSuites: z.number(),
  testResults: z.array(
    z.looseObject({
      /** Absolute path of the file. */
      name: z.string(),
      /** Milliseconds since the epoch. */
      startTime: z.number(),
      /** Milliseconds since the epoch. */
      endTime: z.number(),
    }),
  ),
});

/**
 * Reads how many tests passed and failed, and when each file ran. Jest that failed counts at least one failure,
 * even if its report has none.
 * @param file what `--outputFile` named
 * @param exitCode Jest's
 */
export async function readJestOutcome(file: string, exitCode: number): Promise<Outcome> {
  const text = await readFile(file, 'utf8').catch(whenMissing(undefined));
  if (text === undefined) return { passed: 0, failed: 1, files: [] };
  // A later Jest that dies before it writes must not be taken for this one.
  await rm(file);
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = report.parse(JSON.parse(text));
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return {
    passed: numPassedTests,
    failed: exitCode === 0 ? failed : Math.max(1, failed),
    files: testResults.map(({ name, startTime, endTime }) => ({ path: name, start: startTime, end: endTime })),
  };
}
