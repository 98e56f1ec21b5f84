import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { UserError } from '../errors';
import { awsFault } from '../faults/aws-fault';
import type { Environment } from '../project';
import { kmsClient } from './kms-client';

/**
 * Whether there is a key with the alias.
 * @throws UserError if KMS does not say
 */
export async function keyExists(alias: string, region: string, env: Environment): Promise<boolean> {
  try {
    await kmsClient(region, env).send(new DescribeKeyCommand({ KeyId: alias }));
    return true;
  } catch (error) {
    // Source: AWS KMS API Reference, "DescribeKey".
    if (!(error instanceof Error)) throw error;
    if (error.name === 'NotFoundException') return false;
    const fault = awsFault(error, env);
    throw new UserError(
      `KMS does not say whether the key ${alias} exists in ${region}: ${fault?.why ?? error.message}`,
      fault?.hint ?? 'Allow kms:DescribeKey to these credentials.',
      { cause: error },
    );
  }
}
