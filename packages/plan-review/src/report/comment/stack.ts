import type { Finding } from '../../findings/finding';
import type { OutputChange } from '../../plan/plan';
import type { Placeholder } from '../review';
import { riskiestFirst, type FoundStack } from '../text/order';
import { tallyWords } from '../text/tally';
import { outputValues } from '../text/value';
import { shortened, visibleLines } from '../text/visible';
import { ACTIONS, CATEGORY_WORDS, counted, SEVERITIES } from '../text/words';
import { changePiece } from './change';
import { code, fenced, htmlCode, prose, within } from './markdown';
import type { Piece } from './pieces';

/** Most lines of Terraform's message, and characters of each: what is wrong stands at its beginning. */
const MOST_MESSAGE_LINES = 30;
const MOST_CHARACTERS = 300;

/** Everything about a stack, folded; nothing of one that has nothing to tell. */
export function stackFold(stack: FoundStack): readonly Piece[] {
  const { review, findings } = stack;
  const children = [
    ...failure(stack),
    ...findings.map(findingPiece),
    ...review.placeholders.map(placeholder),
    ...riskiestFirst(review.changes).map(changePiece),
    ...review.outputs.map(output),
  ];
  if (children.length === 0) return [];
  return [
    {
      importance: 'frame',
      open: `<details><summary>${mark(stack)}${within(300, review.stack, htmlCode)}: ${numbers(stack)}</summary>\n\n`,
      children,
      instead: (leftOut) => `*${counted(leftOut.length, 'entry', 'entries')} of this stack left out.*\n\n`,
      close: '</details>\n\n',
    },
  ];
}

/** The worst finding of the stack, as a symbol; the words follow inside. */
function mark({ review, findings: [worst] }: FoundStack): string {
  if (review.outcome.kind === 'failed') return `${SEVERITIES.dangerous.symbol} `;
  return worst === undefined ? '' : `${SEVERITIES[worst.severity].symbol} `;
}

function numbers({ review }: FoundStack): string {
  if (review.outcome.kind === 'failed') return 'could not be planned';
  return tallyWords(review);
}

function failure({ review: { outcome } }: FoundStack): readonly Piece[] {
  if (outcome.kind === 'planned') return [];
  const lines = visibleLines(outcome.message);
  const more = lines.length - MOST_MESSAGE_LINES;
  const shown = lines.slice(0, MOST_MESSAGE_LINES).map((line) => shortened(line, MOST_CHARACTERS));
  const message = fenced(more > 0 ? [...shown, `and ${counted(more, 'more line')}`] : shown);
  return [{ importance: 'failure', open: `It could not be planned:\n\n${message}\n\n` }];
}

function findingPiece({ severity, category, title, detail, address, rule }: Finding): Piece {
  const { symbol, title: word } = SEVERITIES[severity];
  const where = address === undefined ? '' : ` ${within(400, address, code)}`;
  const what = `${symbol} **${word}, ${CATEGORY_WORDS[category]}: ${within(900, title, prose)}**${where}`;
  return {
    importance: severity === 'note' ? 'note' : `${severity} finding`,
    open: `${what}\n\n${within(2000, detail, prose)} (rule ${within(200, rule, code)})\n\n`,
  };
}

function placeholder({ stack, output, value }: Placeholder): Piece {
  const source = `${within(300, output, code)} of ${within(200, stack, code)}`;
  return {
    importance: 'placeholder',
    open: `Planned with the placeholder ${within(300, value, code)} for ${source}, which is not applied yet.\n\n`,
  };
}

function output(change: OutputChange): Piece {
  const { name, action } = change;
  const values = outputValues(change)
    .map((value) => within(300, value, code))
    .join(' → ');
  return { importance: 'output', open: `**${ACTIONS[action].sign}** output ${within(300, name, code)}: ${values}\n\n` };
}
