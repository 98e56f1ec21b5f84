import { Fn, Tokenization, ref, type TerraformStack } from 'cdktf';
import type { TokenMap } from './internals';
import { mayHoldTokens } from './tokens';

/** The token that most attributes of resources are. */
interface Reference {
  readonly identifier: string;
  readonly originStack: TerraformStack | undefined;
}

/** The token that a function of Terraform gives. */
interface FunctionCall {
  readonly name: string;
  readonly args: readonly unknown[];
}

/** The classes of these tokens, which cdktf does not export. */
const ReferenceClass = ref('any').constructor;
const FunctionCallClass = Tokenization.reverseString(Fn.sha256('any')).firstToken?.constructor;

const MARKER = /^\$\{TfToken\[([a-zA-Z0-9:._-]+)\]\}$/;
/** What cdktf escapes in literals, or takes for a literal that has its quotes already. */
const NOT_PLAIN = /\$\{|[\n"]/;
const QUOTED = /^"[^"]*"$/;

/** The expression that a token stands for, without braces; undefined for what only cdktf knows to resolve. */
export type ExpressionOf = (token: object) => string | undefined;

/**
 * Expressions of references to elements of a stack, and of calls of functions with texts, such references, other calls
 * and lists of these: cdktf resolves a list in a list in a call four times.
 */
export function expressionsOf(stack: TerraformStack, tokens: TokenMap): ExpressionOf {
  const expressionOf: ExpressionOf = (token) => {
    if (token.constructor === ReferenceClass) return identifierOf(stack, token as Reference);
    if (token.constructor !== FunctionCallClass) return undefined;
    const { name, args } = token as FunctionCall;
    const list = argumentsOf(args);
    return list === undefined ? undefined : `${name}(${list})`;
  };
  const argumentOf = (argument: unknown): string | undefined => {
    if (typeof argument === 'string') return textOf(argument);
    const list = Array.isArray(argument) ? argumentsOf(argument) : undefined;
    return list === undefined ? undefined : `[${list}]`;
  };
  const argumentsOf = (values: readonly unknown[]): string | undefined => {
    const texts = values.map(argumentOf);
    return texts.includes(undefined) ? undefined : texts.join(', ');
  };
  const textOf = (text: string): string | undefined => {
    const [, key] = MARKER.exec(text) ?? [];
    return key === undefined ? literalOf(text) : expressionOf(tokens.lookupToken(key));
  };
  return expressionOf;
}

function identifierOf(stack: TerraformStack, { identifier, originStack }: Reference): string | undefined {
  const isOwn = originStack === undefined || originStack === stack;
  return isOwn && !mayHoldTokens(identifier) ? identifier : undefined;
}

function literalOf(text: string): string | undefined {
  if (mayHoldTokens(text)) return undefined;
  if (!NOT_PLAIN.test(text)) return `"${text}"`;
  return QUOTED.test(text) && !NOT_PLAIN.test(text.slice(1, -1)) ? text : undefined;
}
