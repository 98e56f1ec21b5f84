import { TerraformElement, type IResolvable, type TerraformStack } from 'cdktf';
import { releaseConstructs } from './finished-stack';
import type { CdktfInternals, TokenMap } from './internals';
import { UnsupportedByFastSynthesis } from './unsupported';

/** A token that may say which stack it is of. */
type Token = Partial<Record<'originStack' | 'dependable', unknown>>;

/** What is left of a token: enough to refuse it in other stacks. */
class ReleasedToken implements IResolvable {
  readonly creationStack = [];

  constructor(readonly originStack: TerraformStack) {}

  /** @throws UnsupportedByFastSynthesis always */
  resolve(): never {
    throw new UnsupportedByFastSynthesis(`The stack ${this.originStack.node.path} was used after it was finished`);
  }
}

/** Releases what written stacks are made of: the constructs, and the tokens that keep them in memory. */
export class StackReleaser {
  private readonly tokens: TokenMap;
  /** Number of the first token that was not looked at yet. */
  private next: number;

  constructor({ TokenMap }: CdktfInternals) {
    this.tokens = TokenMap.instance();
    this.next = this.tokens.tokenCounter;
  }

  /**
   * Takes the constructs from a stack, and leaves of the references to them just whose they were. Tokens of no stack
   * stay: any stack may use them. What is done with the constructs later is refused.
   */
  release(stack: TerraformStack): void {
    const { stringTokenMap, numberTokenMap, tokenCounter } = this.tokens;
    const left = new ReleasedToken(stack);
    for (; this.next < tokenCounter; this.next++) {
      const key = `TOKEN.${this.next}`;
      if (isOf(stack, stringTokenMap.get(key))) stringTokenMap.set(key, left);
      if (isOf(stack, numberTokenMap.get(this.next))) numberTokenMap.set(this.next, left);
    }
    releaseConstructs(stack);
  }
}

function isOf(stack: TerraformStack, token: Token | undefined): boolean {
  if (token === undefined) return false;
  const { originStack, dependable } = token;
  return originStack === stack || (TerraformElement.isTerraformElement(dependable) && dependable.cdktfStack === stack);
}
