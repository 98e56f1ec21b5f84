import { ResourceNotFoundException } from '@aws-sdk/client-cloudwatch-logs';

import type { Runtime } from '../../gateway/runtime';

/**
 * For `catch` of PutLogEvents: lines that CloudWatch Logs refuses are dropped, and the first refusal is told. A log group
 * that was deleted needs no warning: its lines were deleted, too.
 */
export function warnOfDroppedLines(
  { warn }: Pick<Runtime, 'warn'>,
  logGroupName: string,
  logStreamName: string,
): (error: unknown) => void {
  let hasWarned = false;
  return (error) => {
    if (hasWarned || error instanceof ResourceNotFoundException) return;
    hasWarned = true;
    warn(`Log lines of ${logGroupName}, ${logStreamName} are dropped: ${String(error)}`);
  };
}
