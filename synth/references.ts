import { dependable, Tokenization, type TerraformStack } from 'cdktf';
import { expressionsOf } from './expressions';
import type { CdktfInternals } from './internals';
import { mayHoldTokens } from './tokens';

/** The token by which elements name those that they wait for. */
interface Dependable {
  readonly dependable: { readonly fqn: string };
}

/** The class of this token, which cdktf does not export. */
const DependableClass = Tokenization.reverseString(dependable({ fqn: 'any.thing' })).firstToken?.constructor;

const MARKERS = /\$\{TfToken\[([a-zA-Z0-9:._-]+)\]\}/g;

/** Replaces tokens in texts by what they stand for; undefined for what only cdktf knows to resolve. */
export type ReplaceReferences = (text: string) => string | undefined;

/**
 * Replaces references to elements of a stack in texts, and calls of functions with them: what cdktf makes of them is
 * known, and they are nearly all tokens there are. Texts with other tokens or with `${` of their own, which cdktf
 * escapes, are left to cdktf.
 */
export function referencesOf(stack: TerraformStack, { TokenMap }: CdktfInternals): ReplaceReferences {
  const tokens = TokenMap.instance();
  const expressionOf = expressionsOf(stack, tokens);
  const nameOf = (token: object): string | undefined => {
    if (token.constructor !== DependableClass) return undefined;
    const [before, key, after, ...others] = (token as Dependable).dependable.fqn.split(MARKERS);
    const isAlone = before === '' && after === '' && others.length === 0;
    return isAlone && key !== undefined ? expressionOf(tokens.lookupToken(key)) : undefined;
  };
  return (text) => {
    const parts = text.split(MARKERS);
    const [before = '', only, after] = parts;
    if (before + (after ?? '') === '' && only !== undefined && parts.length === 3) {
      // A name is no expression in braces.
      const name = nameOf(tokens.lookupToken(only));
      if (name !== undefined) return name;
    }
    return replaceParts(parts, (key) => expressionOf(tokens.lookupToken(key)));
  };
}

/** @param parts every other one is the key of a marker */
function replaceParts(parts: readonly string[], expressionOf: (key: string) => string | undefined): string | undefined {
  let result = '';
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? '';
    const isKey = index % 2 === 1;
    if (!isKey && part.includes('${')) return undefined;
    const expression = isKey ? expressionOf(part) : undefined;
    if (isKey && expression === undefined) return undefined;
    result += isKey ? `\${${expression}}` : part;
  }
  return mayHoldTokens(result) ? undefined : result;
}
