import type { Call } from '../../gateway/authorization/call';
import { ask, type Question } from '../../gateway/authorization/question';

/** These need no permission (AWS STS API Reference, the operations' pages). */
const FREE = new Set(['GetCallerIdentity', 'GetSessionToken', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity']);

/** Service Authorization Reference, "Actions, resources, and condition keys for AWS Security Token Service". */
export function sts(call: Call): Question[] {
  if (FREE.has(call.operation)) return [];
  const externalId = call.text('ExternalId');
  const context = { ...call.tags, ...(externalId !== '' && { 'sts:ExternalId': externalId }) };
  return ask(`sts:${call.operation}`, [call.text('RoleArn') || '*'], context);
}
