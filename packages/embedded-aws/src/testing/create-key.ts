import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';

import { type PolicyStatement, policyOf } from '../gateway/authorization/testing';
import { ACCOUNT, type EmbeddedAwsFixture } from './embedded-aws';

/** Lets the policies of the account's roles decide, as the policy does that KMS gives a key by default. */
export const ACCOUNT_DECIDES: PolicyStatement = {
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: 'kms:*',
  Resource: '*',
};

/**
 * Creates a symmetric KMS key of the customer.
 * @param statements of its policy @default the account's roles decide
 * @returns its ARN
 */
export async function createKey(
  fixture: Pick<EmbeddedAwsFixture, 'client'>,
  ...statements: PolicyStatement[]
): Promise<string> {
  const Policy = policyOf(...(statements.length === 0 ? [ACCOUNT_DECIDES] : statements));
  const { KeyMetadata } = await fixture.client(KMSClient).send(new CreateKeyCommand({ Policy }));
  return KeyMetadata?.Arn ?? '';
}
