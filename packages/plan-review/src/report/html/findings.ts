import { h, type Html } from './element';
import type { Finding } from '../../findings/finding';
import { CATEGORY_WORDS, SEVERITIES } from '../text/words';
import { code, LOOKS, tag } from './elements';

/**
 * Findings, one below the other.
 * @param linkOf where a finding's stack is on the page; undefined where that is clear
 */
export function findingList(findings: readonly Finding[], linkOf?: (stack: string) => string): Html {
  return h('ol', { class: 'findings' }, ...findings.map((finding) => item(finding, linkOf)));
}

function item(finding: Finding, linkOf?: (stack: string) => string): Html {
  const { severity, category, title, detail, rule, stack, address } = finding;
  const { sign, look } = LOOKS[severity];
  const place = linkOf === undefined ? '' : h('a', { href: linkOf(stack) }, stack);
  return h(
    'li',
    { class: `finding ${look}` },
    h('div', null, tag(look, `${sign} ${SEVERITIES[severity].title}`), ' ', tag('plain', CATEGORY_WORDS[category])),
    h('p', { class: 'title' }, title),
    h('p', null, detail),
    h('p', { class: 'muted' }, place, ' ', address === undefined ? '' : code(address), ' rule ', code(rule)),
  );
}
