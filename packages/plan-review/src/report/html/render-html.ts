import { createHash } from 'node:crypto';
import { h, type Html } from './element';
import type { FollowingStack, Review } from '../review';
import { namedFirst, withFindings } from '../text/order';
import { withoutDeceptiveCharacters } from '../text/visible';
import { counted, VERDICTS } from '../text/words';
import { costSection } from './cost';
import { code, LOOKS, section, type Section } from './elements';
import { findingList } from './findings';
import { overview } from './overview';
import { stackFold } from './stack';
import { STYLE } from './style';

/**
 * The whole review as one HTML file: it loads nothing, runs no script, and is allowed neither. Everything in it is
 * built as elements, so no text of a plan can become one.
 */
export function renderHtml(review: Review): string {
  return withoutDeceptiveCharacters(`<!doctype html>\n${page(review).markup}\n`);
}

function page(review: Review): Html {
  const { title } = VERDICTS[review.verdict];
  return h('html', { lang: 'en' }, h('head', null, ...head(`Plan review: ${title}`)), h('body', null, ...body(review)));
}

function head(title: string): readonly Html[] {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return [
    h('meta', { charset: 'utf-8' }),
    h('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('title', null, title),
    h('style', null, STYLE),
  ];
}

function body(review: Review): readonly Html[] {
  const { findings, following, cost } = review;
  const stacks = withFindings(review.stacks, findings);
  const ids = new Map(stacks.map(({ review: { stack } }, index) => [stack, `stack-${index + 1}`]));
  const linkOf = (stack: string): string => `#${ids.get(stack) ?? 'stacks'}`;
  const folds = stacks.map((stack) => stackFold(stack, ids.get(stack.review.stack) ?? ''));
  const sections = [
    ...(findings.length === 0 ? [] : [section('reasons', 'Reasons', findingList(namedFirst(findings), linkOf))]),
    ...(stacks.length === 0 ? [] : [overview(stacks, linkOf)]),
    ...(cost === undefined ? [] : [costSection(cost)]),
    ...(folds.length === 0 ? [] : [section('changes', 'Changes', ...folds)]),
    ...(following.length === 0 ? [] : [followingSection(following)]),
  ];
  return [banner(review), navigation(sections), h('main', null, ...sections.map(({ node }) => node))];
}

function banner(review: Review): Html {
  const { title, meaning } = VERDICTS[review.verdict];
  const { sign, look } = LOOKS[review.verdict];
  return h(
    'header',
    { class: `banner ${look}` },
    h('h1', null, h('span', { class: 'icon', 'aria-hidden': 'true' }, sign), `Plan review: ${title}`),
    h('p', null, meaning),
    h('p', { class: 'muted' }, ...comparison(review)),
  );
}

function comparison({ base, head, stacks, unchangedStackCount }: Review): readonly (Html | string)[] {
  const side = ({ ref, commit }: Review['base']): (Html | string)[] => [
    code(ref),
    ' (',
    code(commit.slice(0, 12)),
    ')',
  ];
  const others = unchangedStackCount === 0 ? '' : `; ${counted(unchangedStackCount, 'other')} the same, not planned`;
  return [...side(head), ' compared with ', ...side(base), `: ${counted(stacks.length, 'stack')} changed${others}.`];
}

function navigation(sections: readonly Section[]): Html {
  const items = sections.map(({ id, title }) => h('li', null, h('a', { href: `#${id}` }, title)));
  return h('nav', { 'aria-label': 'Parts of this review' }, h('ul', null, ...items));
}

function followingSection(following: readonly FollowingStack[]): Section {
  const items = following.map(({ stack, reason }) => h('li', null, code(stack), `: ${reason}`));
  return section(
    'following',
    'Following',
    h('p', null, 'May change, and could not be planned yet:'),
    h('ul', null, ...items),
  );
}
