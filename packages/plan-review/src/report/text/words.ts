import type { Category, Severity } from '../../findings/finding';
import type { Action } from '../../plan/plan';
import type { Verdict } from '../review';

/** The words of a verdict. */
export interface VerdictWords {
  /** Stands beside the word, never alone. */
  readonly symbol: string;
  readonly title: string;
  /** What the reader is asked to do. */
  readonly meaning: string;
}

/** The words of each verdict. */
export const VERDICTS: Readonly<Record<Verdict, VerdictWords>> = {
  'no changes': { symbol: '➖', title: 'No changes', meaning: 'Nothing of what is deployed changes.' },
  safe: { symbol: '✅', title: 'Safe', meaning: 'Nothing was found that needs attention.' },
  attention: { symbol: '⚠️', title: 'Attention', meaning: 'Read the reasons before you approve.' },
  dangerous: { symbol: '⛔', title: 'Dangerous', meaning: 'Somebody has to accept this change explicitly.' },
};

/** The words of each severity. */
export const SEVERITIES: Readonly<Record<Severity, { readonly symbol: string; readonly title: string }>> = {
  dangerous: { symbol: '⛔', title: 'Dangerous' },
  attention: { symbol: '⚠️', title: 'Attention' },
  note: { symbol: 'ℹ️', title: 'Note' },
};

/** What each category of findings is about. */
export const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  'data-loss': 'data loss',
  security: 'security',
  downtime: 'downtime',
  address: 'new address',
  replacement: 'replacement',
  policy: 'policy',
  drift: 'drift',
  delivery: 'delivery',
  cost: 'cost',
  planning: 'planning',
};

/** What happens to a resource, in a word and in Terraform's sign for it. */
export const ACTIONS: Readonly<Record<Action, { readonly sign: string; readonly word: string }>> = {
  replace: { sign: '±', word: 'replaced' },
  delete: { sign: '−', word: 'destroyed' },
  update: { sign: '~', word: 'changed' },
  'no-op': { sign: '=', word: 'unchanged' },
  forget: { sign: '×', word: 'no longer managed, not destroyed' },
  create: { sign: '+', word: 'created' },
  read: { sign: '⇐', word: 'read during the apply' },
};

/** `1 stack`, `2 stacks`, `1,200 stacks`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(count)} ${count === 1 ? singular : plural}`;
}

/** `1,200` */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
