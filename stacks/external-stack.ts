import { RootConstruct } from 'constructs';
import { BaseStack, type PlatformIdentity } from './base-stack';
import type { Contract, Producer } from './contract';

/** A stack that others read from or wait for, and that is not written itself. */
export class ExternalStack<C extends Contract> extends BaseStack implements Producer<C> {
  constructor(
    id: string,
    platform: PlatformIdentity,
    readonly contract: C,
  ) {
    // Of no app: an app writes all of its stacks.
    super(new RootConstruct(), id, platform);
  }
}
