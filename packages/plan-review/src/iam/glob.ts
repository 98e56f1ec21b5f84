/**
 * Whether a pattern matches all that another one matches. `*` stands for any text, `?` for one character.
 * `true` is always right; for unusual patterns such as `a*?` the result may be `false` although they are covered.
 */
export function covers(pattern: string, other: string): boolean {
  let [at, otherAt, star, starOther] = [0, 0, -1, 0];
  while (otherAt < other.length) {
    if (pattern[at] === '*') {
      [star, starOther] = [at, otherAt];
      at += 1;
    } else if (coversCharacter(pattern[at], other[otherAt])) {
      at += 1;
      otherAt += 1;
    } else if (star >= 0) {
      starOther += 1;
      [at, otherAt] = [star + 1, starOther];
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}

function coversCharacter(character: string | undefined, other: string | undefined): boolean {
  return character === other || (character === '?' && other !== '*');
}

/** Whether there is a text that both patterns match. */
export function overlaps(pattern: string, other: string): boolean {
  const others = Array.from(other);
  let row = [true];
  for (const character of others) row.push(character === '*' && row.at(-1) === true);
  for (const character of pattern) row = nextRow(row, character, others);
  return row.at(-1) === true;
}

/** For each beginning of `others`: whether it can match the same as the pattern so far, now a character longer. */
function nextRow(row: readonly boolean[], character: string, others: readonly string[]): boolean[] {
  const next = [character === '*' && row[0] === true];
  for (const [index, other] of others.entries()) {
    const [before, above, left] = [row[index] === true, row[index + 1] === true, next[index] === true];
    const isSame = character === other || character === '?' || other === '?';
    next.push(character === '*' || other === '*' ? left || above : before && isSame);
  }
  return next;
}

/** Segments of an ARN; the last, the resource, may have colons. */
const ARN_SEGMENTS = 6;

/**
 * Whether a pattern of ARNs matches all that another one matches. Segment by segment: a wildcard does not reach into
 * the next one, unless it ends an ARN cut short (IAM User Guide, "IAM JSON policy elements: Resource").
 */
export function coversArn(pattern: string, other: string): boolean {
  if (pattern === '*') return true;
  const parts = splitArn(pattern, ARN_SEGMENTS);
  const others = splitArn(other, parts.length);
  return parts.length === others.length && parts.every((part, index) => covers(part, others[index] ?? ''));
}

function splitArn(text: string, count: number): readonly string[] {
  const parts = text.split(':');
  return parts.length <= count ? parts : [...parts.slice(0, count - 1), parts.slice(count - 1).join(':')];
}
