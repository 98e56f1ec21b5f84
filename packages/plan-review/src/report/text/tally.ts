import type { Counts } from '../../plan/plan';
import type { StackReview } from '../review';
import { grouped } from './words';

/** What happens to how many resources; each is counted once. */
export interface Tally {
  readonly created: number;
  readonly changed: number;
  readonly replaced: number;
  readonly destroyed: number;
  readonly moved: number;
  readonly imported: number;
  readonly forgotten: number;
}

/** The columns of a tally, in the order in which they are shown. */
const COLUMNS = ['created', 'changed', 'replaced', 'destroyed', 'moved', 'imported', 'forgotten'] as const;

/** Columns that are left out where they are all zero: few changes do that. */
const RARE: readonly (keyof Tally)[] = ['imported', 'forgotten'];

const NOTHING: Tally = { created: 0, changed: 0, replaced: 0, destroyed: 0, moved: 0, imported: 0, forgotten: 0 };

/** The sum over stacks; one that could not be planned adds nothing. */
export function tallyOf(stacks: readonly StackReview[]): Tally {
  return stacks
    .map(({ outcome }) => (outcome.kind === 'planned' ? tally(outcome.counts) : NOTHING))
    .reduce(sum, NOTHING);
}

/** `1 created, 2 changed` */
export function tallyWords(review: StackReview): string {
  const tally = tallyOf([review]);
  const said = COLUMNS.filter((column) => tally[column] > 0);
  return said.length === 0
    ? 'no resource changes'
    : said.map((column) => `${grouped(tally[column])} ${column}`).join(', ');
}

/** The columns to show for a sum over all stacks. */
export function columnsOf(total: Tally): readonly (keyof Tally)[] {
  return COLUMNS.filter((column) => total[column] > 0 || !RARE.includes(column));
}

/** Terraform counts a replacement as one created and one destroyed, unless the old one stays unmanaged. */
function tally(counts: Counts): Tally {
  return {
    created: counts.add - counts.replace,
    changed: counts.change,
    replaced: counts.replace,
    destroyed: Math.max(0, counts.destroy - counts.replace),
    moved: counts.move,
    imported: counts.import,
    forgotten: counts.forget,
  };
}

function sum(one: Tally, other: Tally): Tally {
  return {
    created: one.created + other.created,
    changed: one.changed + other.changed,
    replaced: one.replaced + other.replaced,
    destroyed: one.destroyed + other.destroyed,
    moved: one.moved + other.moved,
    imported: one.imported + other.imported,
    forgotten: one.forgotten + other.forgotten,
  };
}
