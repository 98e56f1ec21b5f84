import {
  CreateAliasCommand,
  CreateKeyCommand,
  GenerateMacCommand,
  KMSClient,
  UpdateAliasCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { IAMClient } from '@aws-sdk/client-iam';

import { actAs, createRole, policyOf, roleArn } from '../../../gateway/authorization/testing';
import { ACCOUNT, useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

const ALIAS = 'alias/codes';
const MacAlgorithm = 'HMAC_SHA_256';
const Message = Buffer.from('message');

/** The account decides, but for codes: of them, the maker makes, and the checker checks. */
const POLICY = policyOf(
  ...[
    ['kms:DescribeKey', 'kms:PutKeyPolicy'],
    ['kms:GenerateMac', 'maker'],
    ['kms:VerifyMac', 'checker'],
  ].map(([Action, role = '']) => ({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action: role.startsWith('kms:') ? [Action, role] : Action,
    Resource: '*',
    ...(!role.startsWith('kms:') && { Condition: { ArnEquals: { 'aws:PrincipalArn': roleArn(role) } } }),
  })),
);

let owner: KMSClient;

beforeAll(async () => {
  owner = fixture.client(KMSClient);
  const { KeyMetadata } = await owner.send(
    new CreateKeyCommand({ KeyUsage: 'GENERATE_VERIFY_MAC', KeySpec: 'HMAC_256', Policy: POLICY }),
  );
  await owner.send(new CreateAliasCommand({ AliasName: ALIAS, TargetKeyId: KeyMetadata?.KeyId }));
  const iam = fixture.client(IAMClient);
  const all = { Effect: 'Allow', Action: 'kms:*', Resource: '*' };
  for (const role of ['maker', 'checker', 'admin']) await createRole(iam, role, all);
  await createRole(iam, 'named', {
    ...all,
    Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': ALIAS } },
  });
});

async function as(role: string): Promise<KMSClient> {
  return new KMSClient(await actAs(fixture, role));
}

async function macOf(client: KMSClient, message: Uint8Array = Message): Promise<Uint8Array> {
  const { Mac } = await client.send(new GenerateMacCommand({ KeyId: ALIAS, MacAlgorithm, Message: message }));
  if (Mac === undefined) throw new Error('there is no code');
  return Mac;
}

async function check(client: KMSClient, Mac: Uint8Array): Promise<boolean | undefined> {
  return (await client.send(new VerifyMacCommand({ KeyId: ALIAS, MacAlgorithm, Message, Mac }))).MacValid;
}

describe('codes of an HMAC key', () => {
  test('are checked by the role that may, and made by the other', async () => {
    const mac = await macOf(await as('maker'));
    expect(mac).toHaveLength(32);
    expect(await check(await as('checker'), mac)).toBe(true);
  });

  test('of another message are refused as KMS does', async () => {
    const other = await macOf(await as('maker'), Buffer.from('massage'));
    await expect(check(await as('checker'), other)).rejects.toMatchObject({ name: 'KMSInvalidMacException' });
  });

  test.each(['checker', 'admin', 'named'])('are not made by %s, whose own policy allows it', async (role) => {
    await expect(macOf(await as(role))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('because no resource-based policy allows the kms:GenerateMac action') as string,
    });
  });

  test('are of at most 4,096 bytes', async () => {
    expect(await macOf(owner, Buffer.alloc(4096))).toHaveLength(32);
    await expect(macOf(owner, Buffer.alloc(4097))).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('the aliases of a key', () => {
  test('are a condition of policies', async () => {
    const { KeyMetadata } = await owner.send(
      new CreateKeyCommand({ KeyUsage: 'GENERATE_VERIFY_MAC', KeySpec: 'HMAC_256' }),
    );
    const KeyId = KeyMetadata?.KeyId ?? '';
    const make = async (): Promise<unknown> =>
      (await as('named')).send(new GenerateMacCommand({ KeyId, MacAlgorithm, Message }));
    await expect(make()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await owner.send(new CreateAliasCommand({ AliasName: 'alias/second', TargetKeyId: KeyId }));
    await expect(make()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await owner.send(new UpdateAliasCommand({ AliasName: ALIAS, TargetKeyId: KeyId }));
    expect(await make()).toMatchObject({ MacAlgorithm });
  });
});
