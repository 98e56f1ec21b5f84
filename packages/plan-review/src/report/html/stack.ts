import { h, type Child, type Html } from './element';
import type { Difference, DifferenceLine } from '../../diff/difference';
import type { Action, OutputChange } from '../../plan/plan';
import type { Placeholder, ReviewedChange } from '../review';
import { actionOf, detailsOf } from '../text/change';
import { riskiestFirst, type FoundStack } from '../text/order';
import { tallyWords } from '../text/tally';
import { outputValues } from '../text/value';
import { ACTIONS } from '../text/words';
import { code, fold, tag } from './elements';
import { findingList } from './findings';
import { riskTag } from './overview';

/** Colours by what may be lost. */
const LOOKS: Partial<Record<Action, string>> = {
  replace: 'dangerous',
  delete: 'dangerous',
  update: 'attention',
  forget: 'attention',
  create: 'safe',
};

const SIGNS: Readonly<Record<DifferenceLine['kind'], string>> = {
  added: '+',
  removed: '-',
  changed: '~',
  context: ' ',
};

/** Everything about a stack; open if it is risky. */
export function stackFold(stack: FoundStack, id: string): Html {
  const { review, findings, isRisky } = stack;
  const { outcome } = review;
  const numbers = outcome.kind === 'planned' ? tallyWords(review) : '';
  return fold(
    id,
    isRisky,
    [h('h3', null, review.stack), ' ', riskTag(stack), ' ', h('span', { class: 'muted' }, numbers)],
    outcome.kind === 'failed' ? h('pre', { class: 'message' }, outcome.message) : '',
    findings.length === 0 ? '' : findingList(findings),
    ...review.placeholders.map(placeholder),
    ...riskiestFirst(review.changes).map(change),
    ...review.outputs.map(output),
  );
}

function placeholder({ stack, output, value }: Placeholder): Html {
  const source = ['Planned with the placeholder ', code(value), ' for ', code(output), ' of ', code(stack)];
  return h('p', { class: 'finding note' }, ...source, ', which is not applied yet.');
}

function change({ change, differences }: ReviewedChange): Html {
  const details = detailsOf(change).flatMap(({ words, code: name }, index): Child[] => {
    const said = `${index === 0 ? '' : ', '}${words}`;
    return name === undefined ? [said] : [`${said} `, code(name)];
  });
  const look = LOOKS[change.action] ?? 'plain';
  return h(
    'div',
    { class: 'change' },
    h('h4', null, tag(look, actionOf(change)), ' ', code(change.address)),
    details.length === 0 ? '' : h('p', { class: 'muted' }, ...details),
    ...differences.flatMap(difference),
  );
}

function difference({ subject, lines }: Difference): readonly Html[] {
  return [h('p', { class: 'subject' }, subject), h('pre', null, ...lines.map(row))];
}

function row({ kind, text }: DifferenceLine): Html {
  return h('span', { class: `row ${kind}` }, `${SIGNS[kind]} ${text}\n`);
}

function output(change: OutputChange): Html {
  const { sign, word } = ACTIONS[change.action];
  const [first = '', second] = outputValues(change);
  const values = second === undefined ? [code(first)] : [code(first), ' → ', code(second)];
  return h('p', null, tag('plain', `${sign} output ${word}`), ' ', code(change.name), ': ', ...values);
}
