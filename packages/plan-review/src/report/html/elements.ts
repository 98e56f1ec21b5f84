import { h, type Child, type Html } from './element';
import type { Severity } from '../../findings/finding';
import type { Verdict } from '../review';

/** A sign that every font has, and the class that colours it. */
export const LOOKS: Readonly<Record<Severity | Verdict, { readonly sign: string; readonly look: string }>> = {
  dangerous: { sign: '✕', look: 'dangerous' },
  attention: { sign: '!', look: 'attention' },
  note: { sign: 'i', look: 'note' },
  safe: { sign: '✓', look: 'safe' },
  'no changes': { sign: '–', look: 'plain' },
};

/** Text as code. */
export function code(text: string): Html {
  return h('code', null, text);
}

/** A word in a coloured frame. */
export function tag(look: string, text: string): Html {
  return h('span', { class: `tag ${look}` }, text);
}

/** A part of the page, which navigation goes to. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly node: Html;
}

/** A part of the page with its heading. */
export function section(id: string, title: string, ...children: Child[]): Section {
  const heading = h('h2', { id: `${id}-title` }, title);
  return { id, title, node: h('section', { id, 'aria-labelledby': `${id}-title` }, heading, ...children) };
}

/** Something wide, which moves by itself and not with the page; by keyboard, too. */
export function scrolling(label: string, child: Html): Html {
  return h('div', { class: 'scroll', role: 'region', 'aria-label': label, tabindex: 0 }, child);
}

/** A fold that needs no script. */
export function fold(id: string, isOpen: boolean, summary: readonly Child[], ...children: Child[]): Html {
  return h('details', { id, open: isOpen }, h('summary', null, ...summary), h('div', { class: 'body' }, ...children));
}
