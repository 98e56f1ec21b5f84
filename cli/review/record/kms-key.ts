import { GenerateMacCommand, KMSServiceException, VerifyMacCommand } from '@aws-sdk/client-kms';
import { reviewKeyAlias } from '../../../platform/ci-names';
import type { PlatformPlace } from '../../../platform/states';
import { UserError } from '../../errors';
import { awsFault } from '../../faults/aws-fault';
import { kmsClient } from '../../keys/kms-client';
import type { Environment } from '../../project';
import type { MacKey } from './mac-key';

/** The algorithm of a key of the kind HMAC_256. Source: AWS KMS Developer Guide, "HMAC keys in AWS KMS". */
const MacAlgorithm = 'HMAC_SHA_256';

/**
 * The key that bootstrap makes with `ci`: the job that reviews makes codes with it, the jobs that deploy check them.
 * @param env with the credentials of the caller
 */
export function kmsKey(platform: PlatformPlace, env: Environment): MacKey {
  const client = kmsClient(platform.region, env);
  const KeyId = reviewKeyAlias(platform);
  return {
    generate: async (Message) => {
      const command = new GenerateMacCommand({ KeyId, MacAlgorithm, Message });
      const { Mac } = await askKms(KeyId, 'GenerateMac', env, () => client.send(command));
      if (Mac === undefined) throw new Error('KMS answered GenerateMac without a code');
      return Buffer.from(Mac);
    },
    verify: async (Message, Mac) => {
      const command = new VerifyMacCommand({ KeyId, MacAlgorithm, Message, Mac });
      return askKms(KeyId, 'VerifyMac', env, () => client.send(command)).then(
        ({ MacValid }) => MacValid === true,
        (error: unknown) => {
          // Source: AWS KMS API Reference, "VerifyMac": a code that is not right is answered with an error.
          if (error instanceof KMSServiceException && error.name === 'KMSInvalidMacException') return false;
          throw error;
        },
      );
    },
  };
}

async function askKms<Answer>(
  alias: string,
  operation: string,
  env: Environment,
  question: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'KMSInvalidMacException') throw error;
    const { why, hint } = awsFault(error, env) ?? { why: error.message, hint: hintFor(error) };
    throw new UserError(`KMS refuses ${operation} with the key ${alias}: ${why}.`, hint, { cause: error });
  }
}

function hintFor(error: Error): string {
  if (error.name === 'NotFoundException') return 'Make the key: run npm run bootstrap with `ci` in the config.';
  return (
    'Only the role that reviews may make codes with it, and only the roles that deploy may check them: ' +
    'see docs/decisions/0013-roles-of-jobs.md.'
  );
}
