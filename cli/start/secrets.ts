import { randomBytes } from 'node:crypto';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ParameterType, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Platform } from '../../config/types';
import type { AwsSettings } from 'embedded-aws/gateway/settings';

/** A secret in Secrets Manager, as configs name it. */
export interface SecretReference {
  readonly name: string;
  /** Key of the secret's JSON. @default the secret is not JSON */
  readonly jsonKey?: string;
}

/**
 * Makes up a value for each secret that the config names, as a person has to create it before a deployment to AWS:
 * tasks that miss one do not start.
 * @param settings of the embedded AWS
 */
export async function createSecrets({ services }: Platform, settings: AwsSettings): Promise<void> {
  const arns = services.flatMap(({ deployments }) => deployments.flatMap(({ secrets }) => Object.values(secrets)));
  const ssm = new SSMClient(settings);
  for (const Name of new Set(arns.flatMap(parameterName))) {
    await ssm.send(new PutParameterCommand({ Name, Value: madeUp(), Type: ParameterType.SECURE_STRING }));
  }
  const secretsManager = new SecretsManagerClient(settings);
  for (const [Name, SecretString] of secretTexts(arns.flatMap(secretReference))) {
    await secretsManager.send(new CreateSecretCommand({ Name, SecretString }));
  }
}

/** Name of the SSM parameter of an ARN, in a list that is empty if it is another service's. */
export function parameterName(arn: string): string[] {
  const name = /^arn:[\w-]+:ssm:[^:]*:[^:]*:parameter(\/.+)$/.exec(arn)?.[1];
  if (name === undefined) return [];
  // A name without folders has no slash in front, although the ARN puts one between.
  return [name.lastIndexOf('/') === 0 ? name.slice(1) : name];
}

/**
 * The secret of an ARN, in a list that is empty if it is another service's.
 * Source: Amazon ECS Developer Guide, "Pass Secrets Manager secrets through Amazon ECS environment variables".
 */
export function secretReference(arn: string): SecretReference[] {
  const [, name, jsonKey = ''] =
    /^arn:[\w-]+:secretsmanager:[^:]*:[^:]*:secret:([^:]+?)(?:-\w{6})?(?::([^:]*).*)?$/.exec(arn) ?? [];
  if (name === undefined) return [];
  return [jsonKey === '' ? { name } : { name, jsonKey }];
}

/** What each secret holds: a JSON object where a key of it is asked for. */
export function secretTexts(references: readonly SecretReference[]): Map<string, string> {
  const names = [...new Set(references.map(({ name }) => name))];
  return new Map(
    names.map((name) => {
      const keys = references.flatMap((each) =>
        each.name === name && each.jsonKey !== undefined ? [each.jsonKey] : [],
      );
      return [
        name,
        keys.length === 0 ? madeUp() : JSON.stringify(Object.fromEntries(keys.map((key) => [key, madeUp()]))),
      ];
    }),
  );
}

function madeUp(): string {
  return randomBytes(18).toString('base64url');
}
