import type { Secret } from '@aws-sdk/client-ecs';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';

import { asObject } from '../../../gateway/json';
import type { AwsSettings } from '../../../gateway/settings';
import { TaskError } from './task-error';
import { parseJson } from '../../../parse-json';

/** Names that one GetParameters takes (Systems Manager API Reference). */
const MAX_NAMES = 10;

const FAILED =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed';

/**
 * Reads what a container gets as secrets.
 * @param settings of the task's execution role
 * @returns values by names of variables
 * @throws TaskError `ResourceInitializationError` if one is not there or the role may not read it
 */
export async function readSecrets(settings: AwsSettings, secrets: readonly Secret[]): Promise<Record<string, string>> {
  const isSecret = ({ valueFrom = '' }: Secret): boolean => /^arn:[^:]*:secretsmanager:/.test(valueFrom);
  const parameters = secrets.filter((secret) => !isSecret(secret)).map(({ valueFrom = '' }) => valueFrom);
  const values = new Map<string, string>();
  for (const [region, names] of byRegion(parameters, settings.region)) {
    for (const [name, value] of await readParameters({ ...settings, region }, names)) values.set(name, value);
  }
  for (const { valueFrom = '' } of secrets.filter(isSecret)) {
    values.set(valueFrom, await readSecret(settings, valueFrom));
  }
  return Object.fromEntries(secrets.map(({ name = '', valueFrom = '' }) => [name, values.get(valueFrom) ?? '']));
}

/** Parameters are named, or have ARNs that tell their region. */
function byRegion(names: readonly string[], home: string): Map<string, string[]> {
  const regions = new Map<string, string[]>();
  for (const name of new Set(names)) {
    const region = /^arn:[^:]*:ssm:([^:]+):/.exec(name)?.[1] ?? home;
    regions.set(region, [...(regions.get(region) ?? []), name]);
  }
  return regions;
}

async function readParameters(settings: AwsSettings, names: readonly string[]): Promise<Map<string, string>> {
  const ssm = new SSMClient(settings);
  const values = new Map<string, string>();
  try {
    for (let first = 0; first < names.length; first += MAX_NAMES) {
      const Names = names.slice(first, first + MAX_NAMES);
      const { Parameters = [], InvalidParameters = [] } = await ssm
        .send(new GetParametersCommand({ Names, WithDecryption: true }))
        .catch((error: unknown) =>
          refuse('unable to retrieve secrets from ssm: service call has been retried 1 time(s)', error),
        );
      if (InvalidParameters.length > 0) {
        throw new TaskError(
          `${FAILED}: unable to retrieve secrets from ssm: invalid parameters: ${InvalidParameters.join(', ')}`,
        );
      }
      for (const { Name = '', ARN = '', Value = '' } of Parameters) values.set(Name, Value).set(ARN, Value);
    }
  } finally {
    ssm.destroy();
  }
  return values;
}

/** @param reference `arn:<partition>:secretsmanager:<region>:<account>:secret:<name>[:<JSON key>:<stage>:<version>]` */
async function readSecret(settings: AwsSettings, reference: string): Promise<string> {
  const parts = reference.split(':');
  const SecretId = parts.slice(0, 7).join(':');
  const [key = '', stage = '', version = ''] = parts.slice(7);
  const client = new SecretsManagerClient({ ...settings, region: parts[3] ?? settings.region });
  const retried = 'unable to retrieve secret from asm: service call has been retried 1 time(s)';
  try {
    const command = new GetSecretValueCommand({
      SecretId,
      ...(stage !== '' && { VersionStage: stage }),
      ...(version !== '' && { VersionId: version }),
    });
    const { SecretString = '' } = await client
      .send(command)
      .catch((error: unknown) => refuse(`${retried}: failed to fetch secret ${SecretId} from secrets manager`, error));
    return key === '' ? SecretString : valueAt(SecretString, key, retried);
  } finally {
    client.destroy();
  }
}

/**
 * The words for a key that is not there are those of the ECS agent (amazon-ecs-agent, `asm.go`); of a secret that is not
 * JSON it passes on what Go's parser says.
 */
function valueAt(secret: string, key: string, retried: string): string {
  const values = parseJson(secret);
  if (values === undefined) {
    throw new TaskError(`${FAILED}: ${retried}: the secret is not JSON, so that it has no json key ${key}`);
  }
  const value = asObject(values)[key];
  if (value === undefined) {
    throw new TaskError(`${FAILED}: ${retried}: retrieved secret from Secrets Manager did not contain json key ${key}`);
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function refuse(what: string, error: unknown): never {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  throw new TaskError(`${FAILED}: ${what}: ${name}: ${message}`);
}
