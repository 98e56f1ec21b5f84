import type { FoundStack } from '../text/order';
import { columnsOf, tallyOf, type Tally } from '../text/tally';
import { counted, grouped, SEVERITIES } from '../text/words';
import { cellCode, within } from './markdown';
import type { Piece } from './pieces';

/** What happens in each stack, in numbers; the last row is the sum. */
export function table(stacks: readonly FoundStack[]): Piece {
  const total = tallyOf(stacks.map(({ review }) => review));
  const columns = columnsOf(total);
  const reviews = new Map(stacks.map((stack) => [row(stack, columns), stack.review]));
  const sumRow = `| **${counted(stacks.length, 'stack')}** | | ${numbers(total, columns)} |\n`;
  return {
    importance: 'always',
    open: header(columns),
    children: [...reviews.keys()],
    instead: (leftOut) => {
      const hidden = leftOut.flatMap((piece) => reviews.get(piece) ?? []);
      return `| *${counted(hidden.length, 'stack')} not listed* | | ${numbers(tallyOf(hidden), columns)} |\n`;
    },
    close: `${stacks.length > 1 ? sumRow : ''}\n`,
  };
}

function header(columns: readonly (keyof Tally)[]): string {
  return [
    `| Stack | Risk |${columns.map((column) => ` ${column} |`).join('')}`,
    `| --- | --- |${columns.map(() => ' ---: |').join('')}`,
    '',
  ].join('\n');
}

function row(stack: FoundStack, columns: readonly (keyof Tally)[]): Piece {
  const { review, isRisky } = stack;
  const cells =
    review.outcome.kind === 'failed' ? columns.map(() => '?').join(' | ') : numbers(tallyOf([review]), columns);
  return {
    importance: isRisky ? 'row of a risky stack' : 'row of a stack',
    open: `| ${within(300, review.stack, cellCode)} | ${risk(stack)} | ${cells} |\n`,
  };
}

/** The worst finding of a stack, as a symbol and a word. */
function risk({ review, findings }: FoundStack): string {
  if (review.outcome.kind === 'failed') return '⛔ not planned';
  const [worst] = findings;
  if (worst === undefined) return '';
  const { symbol, title } = SEVERITIES[worst.severity];
  return `${symbol} ${title.toLowerCase()}`;
}

function numbers(tally: Tally, columns: readonly (keyof Tally)[]): string {
  return columns.map((column) => grouped(tally[column])).join(' | ');
}
