import { Sensitive, UNKNOWN } from '../../plan/value';
import type { Review } from '../review';

/** Version of the format of `review.json`; counts up when a key is renamed or taken away, not when one is added. */
const REVIEW_JSON_VERSION = 1;

/**
 * What `review.json` holds: the version, then the keys of a `Review` under the same names and with the same meaning.
 * Values of a plan (`before` and `after` of changes and outputs) are plain JSON in which `(sensitive)` stands for a
 * secret and `(known after apply)` for what the plan does not know yet; keys that are optional are left out.
 */
export interface ReviewJson extends Review {
  readonly version: typeof REVIEW_JSON_VERSION;
}

/** A review for programs, as indented JSON with an end of line; see `ReviewJson`. It holds no secret. */
export function reviewJson(review: Review): string {
  const { verdict, findings, stacks, unchangedStackCount, following, cost, base, head } = review;
  const json: ReviewJson = {
    version: REVIEW_JSON_VERSION,
    ...{ verdict, findings, stacks, unchangedStackCount, following },
    ...(cost && { cost }),
    ...{ base, head },
  };
  return `${JSON.stringify(json, inWords, 2)}\n`;
}

/** JSON has no words for what a plan hides or does not know yet. */
function inWords(_: string, value: unknown): unknown {
  if (value instanceof Sensitive) return '(sensitive)';
  return value === UNKNOWN ? '(known after apply)' : value;
}
