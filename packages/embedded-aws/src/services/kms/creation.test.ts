import { IAMClient } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';

import { actAs, createRole, type PolicyStatement } from '../../gateway/authorization/testing';
import { ACCOUNT, REGION, useEmbeddedAws } from '../../testing/embedded-aws';

const fixture = useEmbeddedAws();

const KEYS = `arn:aws:kms:${REGION}:${ACCOUNT}:key/*`;
const CREATES: PolicyStatement = { Effect: 'Allow', Action: 'kms:CreateKey', Resource: '*' };
const OWN = { StringEquals: { 'aws:RequestTag/part': 'shop' } };
const on = (Action: string, Condition?: object): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource: KEYS,
  ...(Condition && { Condition }),
});

let roles = 0;

async function clientOf(...statements: PolicyStatement[]): Promise<KMSClient> {
  roles += 1;
  const name = `keeper-${String(roles)}`;
  await createRole(fixture.client(IAMClient), name, ...statements);
  return new KMSClient(await actAs(fixture, name));
}

const create = (kms: KMSClient, part: string, bypass = false): Promise<unknown> =>
  kms.send(
    new CreateKeyCommand({
      Tags: [{ TagKey: 'part', TagValue: part }],
      ...(bypass && { BypassPolicyLockoutSafetyCheck: true }),
    }),
  );

describe('a key with tags', () => {
  test('is created by a role that may tag it, and change its policy', async () => {
    const kms = await clientOf({ ...CREATES, Condition: OWN }, on('kms:TagResource', OWN), on('kms:PutKeyPolicy'));
    await create(kms, 'shop');
    await expect(create(kms, 'other')).rejects.toThrow('kms:CreateKey');
  });

  test('is not created by a role that may not tag it, or could not change its policy', async () => {
    await expect(create(await clientOf(CREATES, on('kms:PutKeyPolicy')), 'shop')).rejects.toThrow('kms:TagResource');
    const tags = await clientOf(CREATES, on('kms:TagResource'));
    await expect(create(tags, 'shop')).rejects.toThrow('kms:PutKeyPolicy');
    await create(tags, 'shop', true);
  });

  test('is deleted by a role that may delete keys with such a tag alone', async () => {
    const owner = fixture.client(KMSClient);
    const has = { StringEquals: { 'aws:ResourceTag/part': 'shop' } };
    const kms = await clientOf(on('kms:ScheduleKeyDeletion', has));
    const remove = async (part: string): Promise<unknown> => {
      const { KeyMetadata } = await owner.send(new CreateKeyCommand({ Tags: [{ TagKey: 'part', TagValue: part }] }));
      return kms.send(new ScheduleKeyDeletionCommand({ KeyId: KeyMetadata?.KeyId, PendingWindowInDays: 7 }));
    };
    expect(await remove('shop')).toMatchObject({ DeletionDate: expect.any(Date) as Date });
    await expect(remove('other')).rejects.toThrow('kms:ScheduleKeyDeletion');
  });
});
