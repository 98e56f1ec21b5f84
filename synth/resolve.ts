import {
  DefaultTokenResolver,
  StringConcat,
  Tokenization,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  type TerraformStack,
} from 'cdktf';
import type { CdktfInternals } from './internals';
import { copyPlain, NOT_PLAIN } from './plain';
import { referencesOf } from './references';
import { UnsupportedByFastSynthesis } from './unsupported';

/** Replaces the tokens in a value by what they stand for, as cdktf does. */
export type Resolve = (value: unknown) => unknown;

/** Resolves like cdktf and refuses what cdktf would have prepared before. */
class StackTokenResolver extends DefaultTokenResolver {
  constructor(private readonly stack: TerraformStack) {
    super(new StringConcat());
  }

  override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const { originStack } = token as { originStack?: TerraformStack };
    if (originStack !== undefined && originStack !== this.stack) {
      throw new UnsupportedByFastSynthesis(
        `The stack ${this.stack.node.path} refers to an element of the stack ${originStack.node.path}`,
      );
    }
    return super.resolveToken(token, context, postProcessor);
  }
}

/** How values of a stack are resolved. */
export function resolverOf(stack: TerraformStack, internals: CdktfInternals): Resolve {
  const resolver = new StackTokenResolver(stack);
  const replaceReferences = referencesOf(stack, internals);
  return (value) => {
    const known = (typeof value === 'string' ? replaceReferences(value) : undefined) ?? copyPlain(value);
    if (known !== NOT_PLAIN) return known;
    return Tokenization.resolve(value, { scope: stack, resolver, preparing: false }) as unknown;
  };
}
