import { h, type Html } from './element';
import type { FoundStack } from '../text/order';
import { columnsOf, tallyOf, type Tally } from '../text/tally';
import { counted, grouped, SEVERITIES } from '../text/words';
import { LOOKS, scrolling, section, tag, type Section } from './elements';

/** What happens in each stack, in numbers. */
export function overview(stacks: readonly FoundStack[], linkOf: (stack: string) => string): Section {
  const total = tallyOf(stacks.map(({ review }) => review));
  const columns = columnsOf(total);
  const headings = ['Stack', 'Risk'].map((title) => h('th', { scope: 'col' }, title));
  const numbers = columns.map((title) => h('th', { scope: 'col', class: 'number' }, capital(title)));
  const rows = stacks.map((stack) => row(stack, columns, linkOf));
  const sum = h(
    'tr',
    { class: 'sum' },
    h('td', { colspan: 2 }, counted(stacks.length, 'stack')),
    ...cells(total, columns),
  );
  const table = h(
    'table',
    null,
    h('thead', null, h('tr', null, ...headings, ...numbers)),
    h('tbody', null, ...rows, sum),
  );
  return section('stacks', 'Stacks', scrolling('Stacks', table));
}

function row(stack: FoundStack, columns: readonly (keyof Tally)[], linkOf: (stack: string) => string): Html {
  const { review } = stack;
  const numbers =
    review.outcome.kind === 'planned'
      ? cells(tallyOf([review]), columns)
      : [h('td', { colspan: columns.length, class: 'muted' }, 'not planned')];
  return h(
    'tr',
    null,
    h('td', null, h('a', { href: linkOf(review.stack) }, review.stack)),
    h('td', null, riskTag(stack)),
    ...numbers,
  );
}

function cells(tally: Tally, columns: readonly (keyof Tally)[]): readonly Html[] {
  return columns.map((column) =>
    h('td', { class: tally[column] === 0 ? 'number zero' : 'number' }, grouped(tally[column])),
  );
}

/** The worst finding of a stack. */
export function riskTag({ review, findings: [worst] }: FoundStack): Html {
  if (review.outcome.kind === 'failed') return tag('dangerous', '✕ Not planned');
  if (worst === undefined) return tag('plain', '– None found');
  const { sign, look } = LOOKS[worst.severity];
  return tag(look, `${sign} ${SEVERITIES[worst.severity].title}`);
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
