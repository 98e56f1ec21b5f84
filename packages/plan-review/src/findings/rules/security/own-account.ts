import type { Plan, ResourceChange } from '../../../plan/plan';
import { textAt } from '../../reading/values';

/**
 * The AWS account that a resource belongs to, as far as the plan tells: by the resource itself, or by all others if
 * they agree.
 * @returns undefined if it is not known
 */
export function ownAccount(change: ResourceChange, { changes, unchanged }: Plan): string | undefined {
  const [own] = accountsIn([change]);
  if (own !== undefined) return own;
  const [only, ...others] = accountsIn([...changes, ...unchanged]);
  return others.length === 0 ? only : undefined;
}

function accountsIn(resources: readonly ResourceChange[]): readonly string[] {
  const found = resources
    .flatMap(({ before, after }) => [before, after])
    .flatMap((side) => [
      /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(textAt(side, 'arn') ?? '')?.[1],
      textAt(side, 'registry_id'),
    ])
    .filter((account) => account !== undefined);
  return [...new Set(found)];
}
