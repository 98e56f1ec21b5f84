import {
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeRepositoriesCommand,
  ECRClient,
} from '@aws-sdk/client-ecr';
import { IAMClient } from '@aws-sdk/client-iam';
import { CreateAliasCommand, DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms';

import { actAs, createRole, type PolicyStatement, roleArn } from '../../../gateway/authorization/testing';
import { ACCOUNT_DECIDES, createKey } from '../../../testing/create-key';
import { REGION, useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

const MANAGES: PolicyStatement = { Effect: 'Allow', Action: 'ecr:*', Resource: '*' };
const VIA_ECR = { 'kms:ViaService': `ecr.${REGION}.amazonaws.com` };

let key: string;
let number = 0;

beforeAll(async () => {
  key = await createKey(fixture);
});

async function clientOf(...statements: PolicyStatement[]): Promise<ECRClient> {
  const role = `creator-${String((number += 1))}`;
  await createRole(fixture.client(IAMClient), role, MANAGES, ...statements);
  return new ECRClient(await actAs(fixture, role));
}

const uses = (Action: string | string[], Condition?: object): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource: key,
  ...(Condition && { Condition }),
});

function create(ecr: ECRClient, repositoryName: string, kmsKey?: string): Promise<unknown> {
  const encryptionConfiguration = { encryptionType: 'KMS', kmsKey } as const;
  return ecr.send(new CreateRepositoryCommand({ repositoryName, encryptionConfiguration }));
}

async function keyOf(repositoryName: string): Promise<unknown> {
  const found = await fixture
    .client(ECRClient)
    .send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }));
  return found.repositories?.[0]?.encryptionConfiguration;
}

describe('a repository with a key of the customer', () => {
  test('is made by a role that may describe the key, and make grants for resources of AWS through ECR', async () => {
    const ecr = await clientOf(
      uses('kms:DescribeKey', { StringEquals: VIA_ECR }),
      uses('kms:CreateGrant', { StringEquals: VIA_ECR, Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
    );
    await create(ecr, 'made', key);
    expect(await keyOf('made')).toEqual({ encryptionType: 'KMS', kmsKey: key });
  });

  test('is described with the ARN of its key, even if the call named an alias or an id', async () => {
    await fixture.client(KMSClient).send(new CreateAliasCommand({ AliasName: 'alias/images', TargetKeyId: key }));
    await create(fixture.client(ECRClient), 'by-alias', 'alias/images');
    await create(fixture.client(ECRClient), 'by-id', key.split('/')[1]);
    expect(await keyOf('by-alias')).toMatchObject({ kmsKey: key });
    expect(await keyOf('by-id')).toMatchObject({ kmsKey: key });
  });

  test.each<[string, () => PolicyStatement[]]>([
    ['kms:DescribeKey', () => []],
    ['kms:CreateGrant', () => [uses('kms:DescribeKey')]],
    ['kms:CreateGrant', () => [uses(['kms:DescribeKey', 'kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey'])]],
    ['kms:DescribeKey', () => [uses(['kms:*'], { StringEquals: { 'kms:ViaService': `s3.${REGION}.amazonaws.com` } })]],
  ])('is not made without %s', async (missing, statements) => {
    const ecr = await clientOf(...statements());
    await expect(create(ecr, 'refused', key)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(missing) as string,
    });
    await expect(keyOf('refused')).rejects.toMatchObject({ name: 'RepositoryNotFoundException' });
  });

  test('is not made if the policy of the key does not let the role', async () => {
    const only = { ArnEquals: { 'aws:PrincipalArn': roleArn('somebody-else') } };
    const guarded = await createKey(fixture, { ...ACCOUNT_DECIDES, Condition: only });
    const ecr = await clientOf({ Effect: 'Allow', Action: 'kms:*', Resource: '*' });
    await expect(create(ecr, 'guarded', guarded)).rejects.toThrow('because no resource-based policy allows');
  });

  test('is deleted by a role that may retire its grants', async () => {
    await create(fixture.client(ECRClient), 'deleted', key);
    const remove = new DeleteRepositoryCommand({ repositoryName: 'deleted' });
    await expect((await clientOf()).send(remove)).rejects.toThrow('kms:RetireGrant');
    await (await clientOf(uses('kms:RetireGrant'))).send(remove);
  });

  test('is not made with a key that does not exist, or is disabled', async () => {
    const ecr = fixture.client(ECRClient);
    const disabled = await createKey(fixture);
    await fixture.client(KMSClient).send(new DisableKeyCommand({ KeyId: disabled }));
    for (const wrong of ['alias/missing', disabled]) {
      await expect(create(ecr, 'wrong', wrong)).rejects.toMatchObject({ name: 'KmsException' });
    }
  });
});

test('a repository with the key that AWS manages needs no permission on a key', async () => {
  const ecr = await clientOf();
  await create(ecr, 'managed');
  expect(await keyOf('managed')).toMatchObject({ encryptionType: 'KMS' });
  await ecr.send(new DeleteRepositoryCommand({ repositoryName: 'managed' }));
});
