import type { RequestContext } from 'embedded-aws/iam/request';
import { arn, probes, type Owner, type Probe } from './probe';

/** Changes of a key that only people make. */
const KEY_CHANGES =
  'PutKeyPolicy ScheduleKeyDeletion DisableKey RevokeGrant TagResource UpdateAlias CreateAlias DeleteAlias';

/**
 * Uses of a key that encrypts, by its alias, as a service asks for them; and its changes, which are for bootstrap.
 * @param service that decrypts for a caller
 * @param context what the service says of the thing that is encrypted
 */
export function keyProbes(owner: Owner, alias: string, service: string, context: RequestContext): Probe[] {
  const key = arn('kms', `key/with-${alias}`);
  const named = { 'kms:ResourceAliases': [`alias/${alias}`] };
  const asked = { ...named, ...context, 'kms:ViaService': `${service}.eu-central-1.amazonaws.com` };
  const withContext = (found: readonly Probe[], more: RequestContext): Probe[] =>
    found.map((each) => ({ ...each, context: { ...each.context, ...more } }));
  return [
    ...withContext(probes(owner, key, 'Decrypt Encrypt GenerateDataKey ReEncryptFrom'), asked),
    ...withContext(probes('bootstrap', key, KEY_CHANGES), named),
  ];
}
