import { IAMClient } from '@aws-sdk/client-iam';
import { CreateAliasCommand, KMSClient, TagResourceCommand } from '@aws-sdk/client-kms';
import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import {
  GetParameterCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';

import { createKey } from '../../testing/create-key';
import { ACCOUNT, REGION, useEmbeddedAws } from '../../testing/embedded-aws';
import type { AwsSettings } from '../settings';
import { actAs, createRole, type PolicyStatement } from './testing';

const fixture = useEmbeddedAws();

const READS = ['ssm:Get*', 'secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'];
const READING: PolicyStatement = { Effect: 'Allow', Action: READS, Resource: '*' };

let key: string;
let otherKey: string;
let secretArn: string;
let roles = 0;

beforeAll(async () => {
  [key, otherKey] = [await createKey(fixture), await createKey(fixture)];
  const ssm = fixture.client(SSMClient);
  const secure = { Value: 'hidden', Type: 'SecureString' } as const;
  await ssm.send(new PutParameterCommand({ Name: '/shop/own', KeyId: key, ...secure }));
  await ssm.send(new PutParameterCommand({ Name: '/shop/of-aws', ...secure }));
  await ssm.send(new PutParameterCommand({ Name: '/shop/plain', Value: 'plain', Type: 'String' }));
  const secrets = fixture.client(SecretsManagerClient);
  const { ARN = '' } = await secrets.send(
    new CreateSecretCommand({ Name: 'own', SecretString: 'hidden', KmsKeyId: key }),
  );
  secretArn = ARN;
  await secrets.send(new CreateSecretCommand({ Name: 'of-aws', SecretString: 'hidden' }));
});

/** A role that may read everything, and decrypt as said. */
async function roleWith(...statements: PolicyStatement[]): Promise<AwsSettings> {
  roles += 1;
  const name = `reader-${String(roles)}`;
  await createRole(fixture.client(IAMClient), name, READING, ...statements);
  return actAs(fixture, name);
}

const decrypts = (Resource: string, Condition?: object): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'kms:Decrypt',
  Resource,
  ...(Condition && { Condition }),
});
const via = (service: string): object => ({
  StringEquals: { 'kms:ViaService': `${service}.${REGION}.amazonaws.com` },
});

const parameter = async (settings: AwsSettings, Name = '/shop/own'): Promise<string | undefined> =>
  (await new SSMClient(settings).send(new GetParameterCommand({ Name, WithDecryption: true }))).Parameter?.Value;
const secret = async (settings: AwsSettings, SecretId = 'own'): Promise<string | undefined> =>
  (await new SecretsManagerClient(settings).send(new GetSecretValueCommand({ SecretId }))).SecretString;

const refusal = { name: 'AccessDeniedException', message: expect.stringContaining('kms:Decrypt') as string };

describe('what is encrypted with a key of the customer', () => {
  it('cannot be read by a role that may not use the key', async () => {
    const settings = await roleWith();
    await expect(parameter(settings)).rejects.toMatchObject(refusal);
    await expect(secret(settings)).rejects.toMatchObject(refusal);
    await expect(secret(settings, secretArn)).rejects.toMatchObject(refusal);
  });

  it('cannot be read by a role that may use another key', async () => {
    const settings = await roleWith(decrypts(otherKey));
    await expect(parameter(settings)).rejects.toMatchObject(refusal);
    await expect(secret(settings)).rejects.toMatchObject(refusal);
  });

  it('is read by a role that may use the key through the service', async () => {
    const settings = await roleWith(decrypts(key, via('ssm')), decrypts(key, via('secretsmanager')));
    expect([await parameter(settings), await secret(settings)]).toEqual(['hidden', 'hidden']);
  });

  it('cannot be read through another service than the one that the role may use the key through', async () => {
    await expect(parameter(await roleWith(decrypts(key, via('secretsmanager'))))).rejects.toMatchObject(refusal);
    await expect(secret(await roleWith(decrypts(key, via('ssm'))))).rejects.toMatchObject(refusal);
  });

  it('is decrypted with the parameter, or the secret, as the encryption context', async () => {
    const arn = `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/shop/own`;
    const is = (name: string, value: string): object => ({
      StringEquals: { [`kms:EncryptionContext:${name}`]: value },
    });
    expect(await parameter(await roleWith(decrypts(key, is('PARAMETER_ARN', arn))))).toBe('hidden');
    expect(await secret(await roleWith(decrypts(key, is('SecretARN', secretArn))))).toBe('hidden');
    const other = await roleWith(
      decrypts(key, is('PARAMETER_ARN', `${arn}2`)),
      decrypts(key, is('SecretARN', 'other')),
    );
    await expect(parameter(other)).rejects.toMatchObject(refusal);
    await expect(secret(other)).rejects.toMatchObject(refusal);
  });

  it('is decrypted by a role that may use the keys with an alias, or with a tag', async () => {
    const kms = fixture.client(KMSClient);
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/shop', TargetKeyId: key }));
    await kms.send(new TagResourceCommand({ KeyId: key, Tags: [{ TagKey: 'part', TagValue: 'shop' }] }));
    const alias = (name: string): object => ({ 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': name } });
    const tag = (value: string): object => ({ StringEquals: { 'aws:ResourceTag/part': value } });
    for (const right of [alias('alias/shop'), tag('shop')]) {
      expect(await parameter(await roleWith(decrypts('*', right)))).toBe('hidden');
    }
    for (const wrong of [alias('alias/other'), tag('other')]) {
      await expect(parameter(await roleWith(decrypts('*', wrong)))).rejects.toMatchObject(refusal);
    }
  });

  it('is asked for in every call that decrypts, and only there', async () => {
    const settings = await roleWith();
    const ssm = new SSMClient(settings);
    const below = { Path: '/shop', Recursive: true };
    const decrypting = [
      new GetParametersCommand({
        Names: ['/shop/plain', `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/shop/own`],
        WithDecryption: true,
      }),
      new GetParametersByPathCommand({ ...below, WithDecryption: true }),
    ];
    for (const command of decrypting) await expect(ssm.send(command as never)).rejects.toMatchObject(refusal);
    await expect(parameter(settings, '/shop/own:1')).rejects.toMatchObject(refusal);
    expect((await ssm.send(new GetParametersByPathCommand(below))).Parameters).toHaveLength(3);
    const batch = new BatchGetSecretValueCommand({ SecretIdList: ['own'] });
    await expect(new SecretsManagerClient(settings).send(batch)).rejects.toMatchObject(refusal);
  });
});

describe('a parameter that is written with a key of the customer', () => {
  const write = async (settings: AwsSettings, Tier: 'Standard' | 'Advanced', KeyId = key): Promise<unknown> =>
    new SSMClient(settings).send(
      new PutParameterCommand({ Name: '/shop/new', Value: 'new', Type: 'SecureString', Tier, KeyId, Overwrite: true }),
    );
  const writer = async (Action?: string, Condition: object = via('ssm')): Promise<AwsSettings> =>
    roleWith(
      { Effect: 'Allow', Action: 'ssm:PutParameter', Resource: '*' },
      ...(Action === undefined ? [] : [{ Effect: 'Allow', Action, Resource: key, Condition }]),
    );

  it('is encrypted with the permission of the writer, which depends on the tier', async () => {
    await write(await writer('kms:Encrypt'), 'Standard');
    await write(await writer('kms:GenerateDataKey'), 'Advanced');
    const message = (action: string): object => ({
      name: 'AccessDeniedException',
      message: expect.stringContaining(action) as string,
    });
    await expect(write(await writer(), 'Standard')).rejects.toMatchObject(message('kms:Encrypt'));
    await expect(write(await writer('kms:Encrypt'), 'Advanced')).rejects.toMatchObject(message('kms:GenerateDataKey'));
    await expect(write(await writer('kms:Decrypt'), 'Standard')).rejects.toMatchObject(message('kms:Encrypt'));
  });

  it('is encrypted with the parameter as the encryption context', async () => {
    const of = (name: string): object => ({
      StringEquals: {
        'kms:EncryptionContext:PARAMETER_ARN': `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/shop/${name}`,
      },
    });
    await write(await writer('kms:Encrypt', of('new')), 'Standard');
    await expect(write(await writer('kms:Encrypt', of('other')), 'Standard')).rejects.toThrow('kms:Encrypt');
  });

  it('is not moved to a key that the writer may not use', async () => {
    await expect(write(await writer('kms:Encrypt'), 'Standard', otherKey)).rejects.toThrow(otherKey);
  });
});

describe('what is encrypted with a key of AWS, or with none', () => {
  it('needs no permission on a key', async () => {
    const settings = await roleWith();
    expect(await parameter(settings, '/shop/of-aws')).toBe('hidden');
    expect(await parameter(settings, '/shop/plain')).toBe('plain');
    expect(await secret(settings, 'of-aws')).toBe('hidden');
  });
});
