import { Sensitive, UNKNOWN, type Value } from '../../../plan/value';
import { areEqual } from '../../../plan/equality';
import { capitalize, resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';

/** Attributes that hold a secret, by type. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  aws_cognito_identity_provider: ['provider_details'],
  aws_db_instance: ['password'],
  aws_rds_cluster: ['master_password'],
  aws_secretsmanager_secret_version: ['secret_string', 'secret_binary'],
  aws_ssm_parameter: ['value'],
  github_actions_secret: ['plaintext_value', 'encrypted_value'],
  github_repository_webhook: ['configuration'],
};

/** A secret gets another value. */
export const secretChanged: ChangeRule = {
  about: 'change',
  id: 'secret-changed',
  category: 'security',
  severities: ['attention'],
  meaning: 'A secret gets another value: what still has the old one fails.',
  check: (change) => {
    const attributes = Object.hasOwn(SECRETS, change.type) ? (SECRETS[change.type] ?? []) : [];
    const changed = attributes.filter((name) => isOther(change.before?.[name], change.after?.[name]));
    if (change.before === null || change.after === null || changed.length === 0) return [];
    return [
      {
        severity: 'attention',
        title: `${capitalize(resourceName(change))} gets another secret`,
        detail: `It is in \`${changed.join('`, `')}\`. What reads it only when it starts has to be started again; both ends have to change together.`,
      },
    ];
  },
};

/** Only what is marked as a secret counts; a new one may not be known yet. */
function isOther(before: Value | undefined, after: Value | undefined): boolean {
  return (
    secretsIn(before).length > 0 &&
    (secretsIn(after).length > 0 || after === UNKNOWN) &&
    !areEqual(secretsIn(before), secretsIn(after))
  );
}

function secretsIn(value: Value | undefined): readonly Sensitive[] {
  if (value instanceof Sensitive) return [value];
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(secretsIn);
  return typeof value === 'object' && value !== null
    ? Object.values(value as Record<string, Value>).flatMap(secretsIn)
    : [];
}
