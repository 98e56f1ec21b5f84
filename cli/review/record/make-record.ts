import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { NamedCommit } from 'plan-review/sources/git';
import type { Verdict } from 'plan-review/report/review';
import { isEmpty } from 'plan-review/terraform/plan-folder';
import { UserError } from '../../errors';
import type { PlannedOutcome, StackPlan } from '../planning/plan-stack';
import { jsonHash } from './canonical';
import { readLockFile } from './lock-file';
import type { MacKey } from './mac-key';
import { effectsOf } from './plan-effects';
import { reviewRecord, type ReviewRecord, type StackRecord } from './record';
import { sealer, type Sealer } from './seal-effects';

/** What a review planned and found. */
export interface MadeReview {
  /** E.g. `1.11.4`. */
  readonly terraformVersion: string;
  readonly base: NamedCommit;
  readonly head: NamedCommit;
  readonly verdict: Verdict;
  /** In the order in which they are applied. */
  readonly plans: readonly StackPlan[];
}

/** What is known of a review beside what it found. */
export interface RecordedAs {
  /** Full id of the commit that was reviewed. @default - that of the review's head */
  readonly commit?: string;
  /** Whether a person accepted what is dangerous. */
  readonly isAccepted: boolean;
  /** `owner/name` on GitHub. @default - it is not known */
  readonly repository?: string;
}

const NONCE_BYTES = 32;

/** Characters. */
const LONGEST_REF = 255;

/**
 * Writes down what a review found. Values are digests, those that a review does not show codes of a key.
 * @throws UserError if a lock file is not as Terraform writes it, the key is out of reach, or no deployment could read it
 */
export async function makeRecord(
  { terraformVersion, base, head, verdict, plans }: MadeReview,
  { commit = head.commit, isAccepted, repository }: RecordedAs,
  key: MacKey,
): Promise<ReviewRecord> {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  const seal = sealer(key, nonce);
  const stacks: StackRecord[] = [];
  for (const { outcome, ...plan } of plans)
    if (outcome.kind === 'planned') stacks.push(await describeStack(plan, outcome, seal));
  return requireReadable({
    version: 2,
    nonce,
    madeAt: new Date().toISOString(),
    base: { ref: plainRef(base.ref), commit: base.commit },
    head: { ref: plainRef(head.ref), commit },
    ...(repository !== undefined && { repository }),
    verdict,
    isAccepted,
    terraformVersion,
    failed: plans.filter(({ outcome }) => outcome.kind === 'failed').map(({ stack }) => stack.name),
    stacks,
  });
}

/** What a deployment would not read is better found now. */
function requireReadable(record: ReviewRecord): ReviewRecord {
  const { success, error } = reviewRecord.safeParse(record);
  if (success) return record;
  throw new UserError(
    `There can be no record of the review: ${z.prettifyError(error)}`,
    'Name a commit by its full id, or report this. To deploy all the same: npm run deploy, without a review.',
  );
}

/** People name commits in many ways; a record keeps the letters that names of branches have. */
function plainRef(ref: string): string {
  return ref.replaceAll(/[^\w./@+~^{}#: -]/g, '_').slice(0, LONGEST_REF);
}

async function describeStack(
  { stack, isRemoved, madeUp }: Omit<StackPlan, 'outcome'>,
  { json, lockFile }: PlannedOutcome,
  seal: Sealer,
): Promise<StackRecord> {
  const { changes, outputs } = effectsOf(json, madeUp);
  return {
    stack: stack.name,
    isRemoved,
    jsonSha256: jsonHash(await readFile(path.join(stack.folder, 'cdk.tf.json'))),
    hasChanges: !isEmpty(json),
    providers: readLockFile(lockFile, stack.name),
    changes: await seal.effects(changes),
    outputs: await seal.effects(outputs),
  };
}
