import type { RuleContext } from '../rule-context';
import type { Finding } from '../issue';

/** A check of what several options say together: a pure function from a config under check to what is wrong with it. */
export type Rule = (context: RuleContext) => readonly Finding[];
