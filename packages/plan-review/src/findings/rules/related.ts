import type { Plan, ResourceChange } from '../../plan/plan';
import { textsIn, textAt } from '../reading/values';

/**
 * Whether a plan also destroys what a resource belongs to, e.g. the bucket of a bucket's policy: then it is no loss of
 * its own.
 * @param owners types that it can belong to
 */
export function goesWithItsOwner(change: ResourceChange, plan: Plan, owners: readonly string[]): boolean {
  const mentioned = textsIn(change.before);
  return plan.changes
    .filter(({ action, type }) => action === 'delete' && owners.includes(type))
    .flatMap(({ before }) => ['id', 'arn', 'name', 'bucket'].map((attribute) => textAt(before, attribute)))
    .some((name) => name !== undefined && name !== '' && mentioned.some((text) => isAbout(text, name)));
}

/** `service/prod/orders` is about `orders`, and `arn:aws:s3:::logs` about `logs`. */
function isAbout(text: string, name: string): boolean {
  return text === name || text.endsWith(`/${name}`) || text.endsWith(`:${name}`);
}
