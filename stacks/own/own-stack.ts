import type { Construct } from 'constructs';
import { stackIds } from '../../platform/stack-ids';
import { BaseStack, type PlatformIdentity } from '../base-stack';
import type { Contract, Producer } from '../contract';

/** What an `OwnStack` is made for. */
export interface OwnStackProps<C extends Contract> {
  /** Its name in `stacks` of the config. */
  readonly name: string;
  /** Name of the environment. @default - all environments share it */
  readonly environment?: string | undefined;
  readonly contract: C;
}

/** A stack of the project's own: it is empty until its definition builds it. */
export class OwnStack<C extends Contract = Contract> extends BaseStack implements Producer<C> {
  readonly type = 'own';
  /** Its name in `stacks` of the config. */
  readonly name: string;
  readonly contract: C;

  constructor(scope: Construct, platform: PlatformIdentity, { name, environment, contract }: OwnStackProps<C>) {
    super(scope, stackIds.own(name, environment), platform, environment === undefined ? {} : { environment });
    this.limitRoles();
    this.name = name;
    this.contract = contract;
  }
}
