import { Aspects, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

/** Aspects were added where cdktf applies none. */
export class AspectsOutsideOfStacks extends Error {
  override readonly name = 'AspectsOutsideOfStacks';

  /** @param path of what they were added to; empty for the app */
  constructor(path: string) {
    super(
      `The aspects of ${path === '' ? 'the app' : path} would never be applied: cdktf applies those of stacks, and of ` +
        'what is in stacks. Add them to each stack: `Aspects.of(stack).add(...)`, for the stacks of a platform in ' +
        '`customize` of addDeliverySystem.',
    );
  }
}

/**
 * cdktf leaves out the aspects of an app, and of what holds stacks, without a word (`app.synth()` invokes aspects from
 * each stack on; `synthesize/synthesizer` of cdktf 0.21.0).
 * @throws AspectsOutsideOfStacks
 */
export function requireAspectsInStacks(root: IConstruct): void {
  if (TerraformStack.isStack(root)) return;
  if (Aspects.of(root).all.length > 0) throw new AspectsOutsideOfStacks(root.node.path);
  for (const child of root.node.children) requireAspectsInStacks(child);
}
