import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import type { Totals } from './checks';

/** The parts of Jest's JSON report that count. Source: jest, `--json`, type AggregatedResult. */
const report = z.looseObject({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  /** Files that failed before their first test. */
  numRuntimeErrorTestSuites: z.number(),
});

/**
 * Reads how many tests passed and failed. Jest that failed counts at least one failure, whatever it reports.
 * @param file what `--outputFile` named
 * @param exitCode Jest's
 */
export async function readJestTotals(file: string, exitCode: number): Promise<Totals> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return { passed: 0, failed: 1 };
  // A later Jest that dies before it writes must not be taken for this one.
  await rm(file);
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = report.parse(JSON.parse(text));
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed: numPassedTests, failed: exitCode === 0 ? failed : Math.max(1, failed) };
}
