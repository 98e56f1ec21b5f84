import {
  AssociateKmsKeyCommand,
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DisassociateKmsKeyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms';

import { actAs, createRole, type PolicyStatement } from '../../../gateway/authorization/testing';
import { ACCOUNT_DECIDES, createKey } from '../../../testing/create-key';
import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

const SERVICE = `logs.${REGION}.amazonaws.com`;
const arnOf = (group: string): string => `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${group}`;

/** The statement that the guide of CloudWatch Logs gives for the policy of a key. */
function letsLogsIn(groups: string, changes: Partial<PolicyStatement> = {}): PolicyStatement {
  return {
    Effect: 'Allow',
    Principal: { Service: SERVICE },
    Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    Resource: '*',
    Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': arnOf(groups) } },
    ...changes,
  };
}

let logs: CloudWatchLogsClient;
let key: string;

beforeAll(async () => {
  logs = fixture.client(CloudWatchLogsClient);
  key = await createKey(fixture, ACCOUNT_DECIDES, letsLogsIn('/shop/*'));
});

function create(logGroupName: string, kmsKeyId?: string): Promise<unknown> {
  return logs.send(new CreateLogGroupCommand({ logGroupName, kmsKeyId }));
}

async function keyOf(group: string): Promise<string | undefined> {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: group }));
  return logGroups.find(({ logGroupName }) => logGroupName === group)?.kmsKeyId;
}

describe('the key of a log group', () => {
  test('is given when the group is created, and described', async () => {
    await create('/shop/orders', key);
    expect(await keyOf('/shop/orders')).toBe(key);
    await create('/shop/plain');
    expect(await keyOf('/shop/plain')).toBeUndefined();
  });

  test('is given later, replaced and removed', async () => {
    const other = await createKey(fixture, ACCOUNT_DECIDES, letsLogsIn('/shop/later'));
    await create('/shop/later');
    await logs.send(new AssociateKmsKeyCommand({ logGroupName: '/shop/later', kmsKeyId: key }));
    expect(await keyOf('/shop/later')).toBe(key);
    await logs.send(new AssociateKmsKeyCommand({ resourceIdentifier: arnOf('/shop/later'), kmsKeyId: other }));
    expect(await keyOf('/shop/later')).toBe(other);
    await logs.send(new DisassociateKmsKeyCommand({ logGroupName: '/shop/later' }));
    expect(await keyOf('/shop/later')).toBeUndefined();
  });

  test('is not that of a group of the same name that was deleted', async () => {
    await create('/shop/twice', key);
    await logs.send(new DeleteLogGroupCommand({ logGroupName: '/shop/twice' }));
    await create('/shop/twice');
    expect(await keyOf('/shop/twice')).toBeUndefined();
  });

  test('is of a group that exists', async () => {
    const missing = { logGroupName: '/shop/ord', kmsKeyId: key };
    for (const command of [new AssociateKmsKeyCommand(missing), new DisassociateKmsKeyCommand(missing)]) {
      await expect(logs.send(command as never)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    }
  });
});

describe('a key is refused', () => {
  const refusal = (group: string): object => ({
    name: 'AccessDeniedException',
    message: `The specified KMS key does not exist or is not allowed to be used with Arn '${arnOf(group)}'`,
  });

  test.each<[string, PolicyStatement[]]>([
    ['names the account alone', []],
    [
      'names CloudWatch Logs of another region',
      [letsLogsIn('*', { Principal: { Service: 'logs.us-east-1.amazonaws.com' } })],
    ],
    ['lets it encrypt for another group', [letsLogsIn('/other/*')]],
    ['lets it encrypt, but not decrypt', [letsLogsIn('*', { Action: ['kms:Encrypt*', 'kms:GenerateDataKey*'] })]],
    ['denies it what it allows', [letsLogsIn('*'), letsLogsIn('*', { Effect: 'Deny', Action: 'kms:Decrypt' })]],
  ])('whose policy %s', async (_, statements) => {
    const kmsKeyId = await createKey(fixture, ACCOUNT_DECIDES, ...statements);
    await expect(create('/attack/new', kmsKeyId)).rejects.toMatchObject(refusal('/attack/new'));
    await create('/attack/there');
    const associate = new AssociateKmsKeyCommand({ logGroupName: '/attack/there', kmsKeyId });
    await expect(logs.send(associate)).rejects.toMatchObject(refusal('/attack/there'));
    expect(await keyOf('/attack/there')).toBeUndefined();
    await logs.send(new DeleteLogGroupCommand({ logGroupName: '/attack/there' }));
  });

  test('that does not exist, is named by an alias, or is disabled', async () => {
    const missing = key.replace(/[^/]+$/, '12345678-1234-1234-1234-123456789012');
    await expect(create('/shop/new', missing)).rejects.toMatchObject(refusal('/shop/new'));
    await expect(create('/shop/new', 'alias/logs')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const disabled = await createKey(fixture, letsLogsIn('*'), ACCOUNT_DECIDES);
    await fixture.client(KMSClient).send(new DisableKeyCommand({ KeyId: disabled }));
    await expect(create('/shop/new', disabled)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

test('a role changes the key of a group with the actions for that, and needs no permission on the key', async () => {
  const role = async (name: string, Action: string): Promise<CloudWatchLogsClient> => {
    await createRole(fixture.client(IAMClient), name, {
      Effect: 'Allow',
      Action,
      Resource: `${arnOf('/shop/roles')}:*`,
    });
    return new CloudWatchLogsClient(await actAs(fixture, name));
  };
  await create('/shop/roles');
  const [gives, removes] = [
    await role('gives', 'logs:AssociateKmsKey'),
    await role('removes', 'logs:DisassociateKmsKey'),
  ];
  const associate = new AssociateKmsKeyCommand({ logGroupName: '/shop/roles', kmsKeyId: key });
  const disassociate = new DisassociateKmsKeyCommand({ resourceIdentifier: arnOf('/shop/roles') });
  await expect(removes.send(associate)).rejects.toThrow('logs:AssociateKmsKey');
  await expect(gives.send(disassociate)).rejects.toThrow('logs:DisassociateKmsKey');
  await gives.send(associate);
  expect(await keyOf('/shop/roles')).toBe(key);
  await removes.send(disassociate);
  expect(await keyOf('/shop/roles')).toBeUndefined();
});
