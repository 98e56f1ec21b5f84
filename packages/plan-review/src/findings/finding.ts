/** What a reviewer has to do: accept it explicitly (`dangerous`), read it (`attention`), or nothing (`note`). */
export type Severity = 'dangerous' | 'attention' | 'note';

/** What kind of risk. Findings are shown in this order. */
export const CATEGORIES = [
  'data-loss',
  'security',
  'downtime',
  'address',
  'replacement',
  'policy',
  'drift',
  'delivery',
  'cost',
  'planning',
] as const;
/** One of `CATEGORIES`. */
export type Category = (typeof CATEGORIES)[number];

/** Something that a reviewer should know about a change. */
export interface Finding {
  /** Stable name of the rule, e.g. `data-bearing-resource-destroyed`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly stack: string;
  /** Address of the resource. @default - it is about the stack as a whole */
  readonly address?: string;
  /** What was found, in one line, e.g. `ECR repository shop-hello and every image in it are destroyed`. */
  readonly title: string;
  /** What it means for users and what to do, in a sentence or two. */
  readonly detail: string;
}
