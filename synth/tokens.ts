/**
 * What stands for a token in a string: a marker, a number, or the value in a map that is a token as a whole. Source of
 * all: `tokens/private/encoding` and `tokens/token` of cdktf 0.21.0.
 */
const MARKER = /TfToken\[|^(?:String|Any) Map Token Value$/;
const EXPONENT = /[-|\d.+]e[-|\d.eE+]/;
const NUMBERS = /[-|\d.+]+e[-|\d.eE+]+/g;

/** Numbers that stand for tokens are about -1.9e289 and -8.2e298. */
const LARGEST_TOKEN = -1e288;
/** Stands for the value of a map of numbers. */
const NUMBER_MAP_TOKEN_VALUE = -123456789;

/** Whether cdktf changes a string, or refuses it, when it resolves it. */
export function mayHoldTokens(text: string): boolean {
  if (MARKER.test(text)) return true;
  return EXPONENT.test(text) && (text.match(NUMBERS) ?? []).some((number) => mayBeToken(Number.parseFloat(number)));
}

/** Whether cdktf may take a number for a token. */
export function mayBeToken(number: number): boolean {
  return number < LARGEST_TOKEN || number === NUMBER_MAP_TOKEN_VALUE;
}
