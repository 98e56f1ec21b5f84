import { UserError } from '../errors';
import type { Stack } from '../stacks/manifest';
import type { State } from '../state/state';

const KEY = 'aws_kms_key';

/** A key that Terraform would destroy. */
export interface LostKey {
  /** E.g. `1234abcd-12ab-34cd-56ef-1234567890ab`. */
  readonly keyId: string;
  /** What it is for. */
  readonly description: string;
}

/**
 * The keys that a stack no longer has. Terraform's own protection goes with the block that says it: what is no longer in
 * the JSON is destroyed. Source: Terraform language, "prevent_destroy".
 */
export function lostKeys({ resources }: Pick<State, 'resources'>, { json }: Pick<Stack, 'json'>): LostKey[] {
  const kept = json.resource?.[KEY] ?? {};
  return resources
    .filter(({ type, name }) => type === KEY && !(name in kept))
    .map(({ attributes }) => ({
      keyId: String(attributes['key_id']),
      description: String(attributes['description']),
    }));
}

/** Refuses to destroy keys. @throws UserError with what has to be done before, and how to say that it is meant */
export function refuseLostKeys(lost: readonly LostKey[]): void {
  if (lost.length === 0) return;
  const named = lost.map(({ keyId, description }) => `- ${keyId} (${description.replace(/\.$/, '')})`);
  throw new UserError(
    `bootstrap would delete KMS keys that the config no longer has:\n${named.join('\n')}\nWhat they encrypted cannot be read without them.`,
    "To keep them, put encryption: 'customerManaged' (or protect: true, or ci) back. Otherwise deploy the environments without\n" +
      'them first; then, when nothing that they encrypted is needed: npm run bootstrap -- --delete-keys. KMS waits for 30 days,\n' +
      'in which aws kms cancel-key-deletion --key-id <id> brings a key back.',
  );
}
