/** One line of a difference. Its text holds no line break. */
export interface DifferenceLine {
  readonly kind: 'added' | 'removed' | 'changed' | 'context';
  /** E.g. `image: shop/hello:1a2b → shop/hello:3c4d`. */
  readonly text: string;
}

/** An explained change of a resource, in the terms of its type: statements, rules, variables, routes. */
export interface Difference {
  /**
   * What is compared, e.g. `policy`, `container app`, `stage Deploy-prod`; `attributes` for what has no better name.
   */
  readonly subject: string;
  readonly lines: readonly DifferenceLine[];
}
