import type { CostDifference, CostItem } from '../../cost/cost';
import { costSource, dollarDifference, dollars } from '../text/money';
import { code, prose, within } from './markdown';
import type { Piece } from './pieces';

/** What the change does to the bill, in a sentence, and folded how that was computed. */
export function costPiece(cost: CostDifference): Piece {
  return {
    importance: 'always',
    open: `${costSentence(cost)}\n\n<details><summary>How the cost was computed</summary>\n\n`,
    children: [...cost.items.map(item), ...cost.usage.map(paidByUse)],
    close: '\n</details>\n\n',
  };
}

function costSentence(cost: CostDifference): string {
  const source = within(300, costSource(cost), prose);
  return `**Cost: ${dollarDifference(cost.differenceUsd)} USD a month**, without what is paid by use. ${source}.`;
}

function item({ stack, address, item, beforeUsd, afterUsd, arithmetic }: CostItem): Piece {
  const what = `${within(200, item, prose)} of ${within(300, address, code)} in ${within(200, stack, code)}`;
  const amounts = `${dollars(beforeUsd)} → ${dollars(afterUsd)} USD`;
  return {
    importance: 'cost',
    open: `- **${dollarDifference(afterUsd - beforeUsd)}** ${what}: ${amounts} = ${within(300, arithmetic, code)}\n`,
  };
}

function paidByUse(usage: string): Piece {
  return { importance: 'cost', open: `- by use: ${within(300, usage, prose)}\n` };
}
