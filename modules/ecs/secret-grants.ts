import { kmsViaServices } from '../../platform/partitions';
import type { PolicyStatement } from '../iam/policy-document';

/** Fields of a secret's own ARN; what follows names a JSON key, a version stage and a version. */
const SECRET_ARN_FIELDS = 7;

/**
 * The statements that let ECS read exactly these values for a container; none for none. Values encrypted with a customer
 * managed key need `kms:Decrypt` on that key besides; it is granted for what the services of the values decrypt only.
 * Sources: Amazon ECS Developer Guide, "Amazon ECS task execution IAM role", permissions for secrets; AWS Secrets Manager
 * User Guide, "Secret encryption and decryption in AWS Secrets Manager", and AWS Systems Manager User Guide, "Restricting
 * decryption of SecureString parameter values": both decrypt with the permissions of the caller.
 *
 * @param valuesFrom ARNs of SSM parameters, and of Secrets Manager secrets with or without the suffix
 *   `:json-key:version-stage:version-id`.
 * @param keys ARNs of the customer managed keys that they are encrypted with.
 */
export function secretGrants(valuesFrom: readonly string[], keys: readonly string[] = []): PolicyStatement[] {
  const parameters = valuesFrom.filter((arn) => serviceOf(arn) === 'ssm');
  const secrets = valuesFrom.filter((arn) => serviceOf(arn) === 'secretsmanager').map(withoutSuffix);
  return [
    ...grant('ReadParameters', 'ssm:GetParameters', parameters),
    ...grant('ReadSecrets', 'secretsmanager:GetSecretValue', secrets),
    ...grant('DecryptSecrets', 'kms:Decrypt', valuesFrom.length === 0 ? [] : keys).map((statement) => ({
      ...statement,
      conditions: { StringEquals: { 'kms:ViaService': decryptingServices(valuesFrom) } },
    })),
  ];
}

/** The services that decrypt the values, as `kms:ViaService` names them. */
function decryptingServices(valuesFrom: readonly string[]): string[] {
  const names = valuesFrom.flatMap((arn) => {
    const [, , service = '', region = ''] = arn.split(':');
    return kmsViaServices(service, region);
  });
  return [...new Set(names)].sort();
}

function serviceOf(arn: string): string | undefined {
  return arn.split(':')[2];
}

function withoutSuffix(arn: string): string {
  return arn.split(':').slice(0, SECRET_ARN_FIELDS).join(':');
}

function grant(sid: string, action: string, arns: readonly string[]): PolicyStatement[] {
  // Several variables may come from one secret.
  const resources = [...new Set(arns)].sort();
  return resources.length === 0 ? [] : [{ sid, actions: [action], resources }];
}
