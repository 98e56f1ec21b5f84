import { h, type Html } from './element';
import type { CostDifference, CostItem } from '../../cost/cost';
import { costSource, dollarDifference, dollars } from '../text/money';
import { code, scrolling, section, type Section } from './elements';

/** What the change does to the bill, and how that was computed. */
export function costSection(cost: CostDifference): Section {
  const headings = ['What', 'Before', 'After', 'Difference', 'Computed as'];
  const head = headings.map((title, index) => h('th', { scope: 'col', class: index % 4 === 0 ? '' : 'number' }, title));
  const table = h('table', null, h('thead', null, h('tr', null, ...head)), h('tbody', null, ...cost.items.map(row)));
  const usage = cost.usage.map((what) => h('li', null, what));
  return section(
    'cost',
    'Cost',
    h('p', { class: 'sum-of-cost' }, `${dollarDifference(cost.differenceUsd)} USD a month`),
    h('p', { class: 'muted' }, `${costSource(cost)}; in US dollars a month.`),
    cost.items.length === 0 ? '' : scrolling('Cost', table),
    usage.length === 0 ? '' : h('p', null, 'Paid by use, and so not in the sum:'),
    usage.length === 0 ? '' : h('ul', null, ...usage),
  );
}

function row({ stack, address, item, beforeUsd, afterUsd, arithmetic }: CostItem): Html {
  const amounts = [dollars(beforeUsd), dollars(afterUsd), dollarDifference(afterUsd - beforeUsd)];
  return h(
    'tr',
    null,
    h('td', null, item, h('br', null), h('span', { class: 'muted' }, code(address), ` in ${stack}`)),
    ...amounts.map((amount) => h('td', { class: 'number' }, amount)),
    h('td', null, arithmetic),
  );
}
