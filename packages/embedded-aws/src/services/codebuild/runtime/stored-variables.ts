import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';

import { asObject } from '../../../gateway/json';
import type { AwsSettings } from '../../../gateway/settings';
import { PhaseFailure, roleCall } from './phase';
import { parseJson } from '../../../parse-json';

/** Names that one GetParameters takes (Systems Manager API Reference). */
const MAX_NAMES = 10;

/**
 * Reads variables from Parameter Store, as the build's role.
 * @param names names or ARNs of parameters by names of variables
 * @throws PhaseFailure if one is not there or the role may not read it
 */
export async function readParameters(
  settings: AwsSettings,
  names: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const ssm = new SSMClient(settings);
  const wanted = [...new Set(Object.values(names))];
  const values = new Map<string, string>();
  for (let first = 0; first < wanted.length; first += MAX_NAMES) {
    const read = new GetParametersCommand({ Names: wanted.slice(first, first + MAX_NAMES), WithDecryption: true });
    const { Parameters = [], InvalidParameters = [] } = await roleCall(ssm.send(read), 'Decrypted Variables Error');
    const [missing] = InvalidParameters;
    if (missing !== undefined) {
      throw new PhaseFailure('Decrypted Variables Error', `parameter does not exist: ${missing}`);
    }
    for (const { Name, ARN, Value = '' } of Parameters) values.set(Name ?? '', Value).set(ARN ?? '', Value);
  }
  return Object.fromEntries(Object.entries(names).map(([variable, name]) => [variable, values.get(name) ?? '']));
}

/**
 * Reads variables from Secrets Manager, as the build's role.
 * @param references `<secret>:<JSON key>:<version stage>:<version id>` by names of variables; all but the first may lack
 * @throws PhaseFailure if one is not there or the role may not read it
 */
export async function readSecrets(
  settings: AwsSettings,
  references: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const client = new SecretsManagerClient(settings);
  const read = async ([variable, reference]: [string, string]): Promise<[string, string]> => {
    const { secret, key, stage, version } = secretOf(reference);
    const command = new GetSecretValueCommand({
      SecretId: secret,
      ...(stage && { VersionStage: stage }),
      ...(version && { VersionId: version }),
    });
    const { SecretString = '' } = await roleCall(client.send(command), 'Secrets Manager Error');
    return [variable, key === '' ? SecretString : valueAt(SecretString, key, reference)];
  };
  return Object.fromEntries(await Promise.all(Object.entries(references).map(read)));
}

/** An ARN has colons of its own. */
function secretOf(reference: string): { secret: string; key: string; stage: string; version: string } {
  const [, secret = '', rest = ''] = /^(arn:(?:[^:]*:){5}[^:]*|[^:]*):?(.*)$/.exec(reference) ?? [];
  const [key = '', stage = '', version = ''] = rest.split(':');
  return { secret, key, stage, version };
}

function valueAt(secret: string, key: string, reference: string): string {
  const value = asObject(parseJson(secret))[key];
  if (value === undefined) {
    throw new PhaseFailure('Secrets Manager Error', `Secret has no JSON key ${key}: ${reference}`);
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
