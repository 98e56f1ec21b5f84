import type { Plan, ResourceChange } from '../../../plan/plan';
import { textAt } from '../../reading/values';
import { goesWithItsOwner } from '../related';

/** Attributes by which a policy or an attachment names what it belongs to. */
const OWNER = [
  'role',
  'user',
  'group',
  'bucket',
  'repository',
  'repository_name',
  'queue_url',
  'arn',
  'key_id',
  'secret_arn',
];

/** Attributes by which separate policy resources name their owner. */
const OWNERS = [
  'aws_ecr_repository',
  'aws_iam_group',
  'aws_iam_role',
  'aws_iam_user',
  'aws_kms_key',
  'aws_s3_bucket',
  'aws_secretsmanager_secret',
  'aws_sns_topic',
  'aws_sqs_queue',
];

/**
 * Whether a change of a policy is about something that exists before and after: a policy that is added to an old role
 * widens that, and one that is taken from an old bucket takes its prohibitions away. What belongs to something new is
 * judged by what it says.
 */
export function isOfSomethingThatExists(change: ResourceChange, plan: Plan): boolean {
  const { type, before, after } = change;
  if (before !== null && after !== null) return true;
  if (before !== null) return type.endsWith('_policy') && !goesWithItsOwner(change, plan, OWNERS);
  const owner = OWNER.flatMap((name) => textAt(after, name) ?? []);
  return owner.length > 0 && !plan.changes.some((other) => other.type !== type && isCreatedAs(other, owner));
}

function isCreatedAs({ action, after }: ResourceChange, names: readonly string[]): boolean {
  return action === 'create' && ['id', 'name', 'bucket'].some((name) => names.includes(textAt(after, name) ?? ''));
}
