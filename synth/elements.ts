import { TerraformElement, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

/** The elements of a stack in the order in which cdktf merges them, without those of stacks within it. */
export function elementsOf(stack: TerraformStack): TerraformElement[] {
  const elements: TerraformElement[] = [];
  const visit = (construct: IConstruct): void => {
    if (TerraformElement.isTerraformElement(construct)) elements.push(construct);
    for (const child of construct.node.children) if (!TerraformStack.isStack(child)) visit(child);
  };
  visit(stack);
  return elements;
}
