import type { ReviewRecord, StackRecord } from '../../cli/review/record/record';

/** A record of a review that found nothing; of the commit `aaaa…` against main, made now. */
export function reviewRecord(more: Partial<ReviewRecord> = {}): ReviewRecord {
  return {
    version: 2,
    nonce: Buffer.alloc(32).toString('base64'),
    madeAt: new Date().toISOString(),
    base: { ref: 'origin/main', commit: 'b'.repeat(40) },
    head: { ref: 'HEAD', commit: 'a'.repeat(40) },
    verdict: 'safe',
    isAccepted: false,
    terraformVersion: '1.11.4',
    failed: [],
    stacks: [],
    ...more,
  };
}

/** What a record says of a stack. */
export function stackRecord(stack: string, more: Partial<StackRecord> = {}): StackRecord {
  return {
    stack,
    isRemoved: false,
    jsonSha256: '0'.repeat(64),
    hasChanges: true,
    providers: [],
    changes: [],
    outputs: [],
    ...more,
  };
}
