import { Aspects } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';

/** The symbol under which cdktf keeps the aspects of a construct: learnt from one that has some. */
export const ASPECTS = learnSymbol();

function learnSymbol(): symbol {
  const construct = new Construct(undefined as unknown as Construct, '');
  const aspects = Aspects.of(construct);
  const symbol = Object.getOwnPropertySymbols(construct).find(
    (key) => Object.getOwnPropertyDescriptor(construct, key)?.value === aspects,
  );
  if (symbol === undefined) throw new Error('this version of cdktf keeps the aspects of constructs in another place');
  return symbol;
}

/**
 * Whether anything at or below a construct may have aspects. cdktf asks every construct, which gives every construct
 * a list of aspects.
 */
export function hasAspects(root: IConstruct): boolean {
  return ASPECTS in root || root.node.children.some(hasAspects);
}
