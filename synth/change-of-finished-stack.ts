import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

/** A change of a stack that is finished, which would not be written; or a search for what it no longer holds. */
export class ChangeOfFinishedStack extends Error {
  override readonly name = 'ChangeOfFinishedStack';

  /**
   * @param stack its path
   * @param refused what cannot be done, as the end of a sentence
   */
  constructor(stack: string, refused: string) {
    super(
      `The stack ${stack} is finished and its Terraform JSON is written: ${refused} any more. ` +
        'Change a stack before it is finished: in `customize` of addDeliverySystem(app, platform, { finish, customize }), ' +
        'or before finish(stack). Without `finish`, every stack is written at the end, with all changes.',
    );
  }
}

/**
 * @param construct the stack, or a construct in it
 * @param member what of it was used; `node.addChild` is how constructs are added
 */
export function changeOf(construct: IConstruct, member: string): ChangeOfFinishedStack {
  const { path } = construct.node;
  const refused =
    member === 'node.addChild' ? `no construct can be added to ${path}` : `${member} of ${path} cannot be used`;
  return new ChangeOfFinishedStack(TerraformStack.of(construct).node.path, refused);
}
