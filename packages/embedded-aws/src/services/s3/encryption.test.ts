import { IAMClient } from '@aws-sdk/client-iam';
import { CreateAliasCommand, DisableKeyCommand, KMSClient, UpdateAliasCommand } from '@aws-sdk/client-kms';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

import { actAs, createRole, type PolicyStatement, roleArn } from '../../gateway/authorization/testing';
import { createBucket } from '../../testing/bucket';
import { ACCOUNT_DECIDES, createKey } from '../../testing/create-key';
import { REGION, useEmbeddedAws } from '../../testing/embedded-aws';

const fixture = useEmbeddedAws();

const USES_OBJECTS: PolicyStatement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
/** With the key, and a bucket key. */
const SHARED = 'shared-data-key';
/** With the key, by an alias and without a bucket key. */
const SINGLE = 'single-data-keys';

let owner: S3Client;
let key: string;
let otherKey: string;
let roles = 0;

beforeAll(async () => {
  owner = fixture.client(S3Client);
  [key, otherKey] = [await createKey(fixture), await createKey(fixture)];
  await fixture.client(KMSClient).send(new CreateAliasCommand({ AliasName: 'alias/objects', TargetKeyId: key }));
  for (const bucket of [SHARED, SINGLE]) await createBucket(fixture, bucket);
  await owner.send(new PutObjectCommand({ Bucket: SHARED, Key: 'before', Body: 'before' }));
  await encrypt(SHARED, key, true);
  await encrypt(SINGLE, 'alias/objects', false);
  for (const Bucket of [SHARED, SINGLE]) await put(owner, Bucket, 'there');
});

async function encrypt(Bucket: string, KMSMasterKeyID: string, BucketKeyEnabled: boolean): Promise<void> {
  const byDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } as const;
  const Rules = [{ ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled }];
  await owner.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
}

function put(s3: S3Client, Bucket: string, Key: string, more: Partial<PutObjectCommandInput> = {}): Promise<unknown> {
  return s3.send(new PutObjectCommand({ Bucket, Key, Body: 'content', ...more }));
}

async function read(s3: S3Client, Bucket: string, Key: string): Promise<string | undefined> {
  return (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
}

async function encryptionOf(Bucket: string, Key: string): Promise<unknown> {
  const { ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled } = await owner.send(
    new HeadObjectCommand({ Bucket, Key }),
  );
  return { ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled };
}

async function roleWith(...statements: PolicyStatement[]): Promise<S3Client> {
  roles += 1;
  const name = `user-${String(roles)}`;
  await createRole(fixture.client(IAMClient), name, USES_OBJECTS, ...statements);
  return new S3Client(await actAs(fixture, name));
}

const uses = (Action: string | string[], StringEquals?: object, Resource = key): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(StringEquals && { Condition: { StringEquals } }),
});
const BOTH = ['kms:GenerateDataKey', 'kms:Decrypt'];

describe.each([SHARED, SINGLE])('an object in %s, whose default is a key of the customer', (bucket) => {
  test('is not written and not read by a role that may not use the key', async () => {
    const s3 = await roleWith(uses(BOTH, undefined, otherKey));
    await expect(put(s3, bucket, 'refused')).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(put(s3, bucket, 'refused')).rejects.toThrow(`kms:GenerateDataKey on resource: ${key}`);
    await expect(read(s3, bucket, 'there')).rejects.toThrow(`kms:Decrypt on resource: ${key}`);
    await expect(encryptionOf(bucket, 'refused')).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('is written with kms:GenerateDataKey, and read with kms:Decrypt', async () => {
    const [writer, reader] = [await roleWith(uses('kms:GenerateDataKey')), await roleWith(uses('kms:Decrypt'))];
    await put(writer, bucket, 'both');
    expect(await read(reader, bucket, 'both')).toBe('content');
    await expect(read(writer, bucket, 'both')).rejects.toThrow('kms:Decrypt');
    await expect(put(reader, bucket, 'both')).rejects.toThrow('kms:GenerateDataKey');
    expect(await encryptionOf(bucket, 'both')).toEqual({
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: key,
      ...(bucket === SHARED && { BucketKeyEnabled: true }),
      ...(bucket === SINGLE && { BucketKeyEnabled: false }),
    });
  });

  test('is used through S3, with the bucket or the object as the encryption context', async () => {
    const context = (arn: string): object => ({
      'kms:ViaService': `s3.${REGION}.amazonaws.com`,
      'kms:EncryptionContext:aws:s3:arn': arn,
    });
    const [ofBucket, ofObject] = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/there`];
    const [right, wrong] = bucket === SHARED ? [ofBucket, ofObject] : [ofObject, ofBucket];
    expect(await read(await roleWith(uses(BOTH, context(right))), bucket, 'there')).toBe('content');
    await expect(read(await roleWith(uses(BOTH, context(wrong))), bucket, 'there')).rejects.toThrow('kms:Decrypt');
    const through = uses(BOTH, { 'kms:ViaService': `ssm.${REGION}.amazonaws.com` });
    await expect(put(await roleWith(through), bucket, 'there')).rejects.toThrow('kms:GenerateDataKey');
  });

  test('is described without the key', async () => {
    const head = new HeadObjectCommand({ Bucket: bucket, Key: 'there' });
    expect((await (await roleWith()).send(head)).ContentLength).toBe(7);
  });

  test('is uploaded in parts with both permissions', async () => {
    const object = { Bucket: bucket, Key: 'parts' };
    const begin = new CreateMultipartUploadCommand(object);
    for (const one of BOTH)
      await expect((await roleWith(uses(one))).send(begin)).rejects.toMatchObject({ name: 'AccessDenied' });
    const s3 = await roleWith(uses(BOTH));
    const { UploadId } = await s3.send(begin);
    const { ETag } = await s3.send(new UploadPartCommand({ ...object, UploadId, PartNumber: 1, Body: 'part' }));
    await s3.send(
      new CompleteMultipartUploadCommand({
        ...object,
        UploadId,
        MultipartUpload: { Parts: [{ ETag, PartNumber: 1 }] },
      }),
    );
    expect(await encryptionOf(bucket, 'parts')).toMatchObject({ SSEKMSKeyId: key });
  });
});

describe('an object', () => {
  test('that was written before keeps its encryption', async () => {
    expect(await read(await roleWith(), SHARED, 'before')).toBe('before');
  });

  test('of a request for AES256 is not encrypted with the key of the bucket', async () => {
    const s3 = await roleWith();
    await put(s3, SHARED, 'aes', { ServerSideEncryption: 'AES256' });
    expect(await read(s3, SHARED, 'aes')).toBe('content');
    expect(await encryptionOf(SHARED, 'aes')).toMatchObject({ ServerSideEncryption: 'AES256' });
  });

  test('of a request for aws:kms without a key is encrypted with the key of AWS', async () => {
    const s3 = await roleWith();
    await put(s3, SHARED, 'aws', { ServerSideEncryption: 'aws:kms' });
    expect(await read(s3, SHARED, 'aws')).toBe('content');
    expect(await encryptionOf(SHARED, 'aws')).toMatchObject({
      SSEKMSKeyId: expect.stringMatching(/alias\/aws\/s3$/) as string,
    });
  });

  test('of a request with a key is encrypted with that key', async () => {
    const more = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: otherKey } as const;
    await expect(put(await roleWith(uses(BOTH)), SHARED, 'other', more)).rejects.toThrow(otherKey);
    await put(await roleWith(uses('kms:GenerateDataKey', undefined, otherKey)), SHARED, 'other', more);
    await expect(read(await roleWith(uses(BOTH)), SHARED, 'other')).rejects.toThrow(
      `kms:Decrypt on resource: ${otherKey}`,
    );
  });

  test('keeps its key when the alias that named it names another', async () => {
    const kms = fixture.client(KMSClient);
    await kms.send(new UpdateAliasCommand({ AliasName: 'alias/objects', TargetKeyId: otherKey }));
    expect(await read(await roleWith(uses('kms:Decrypt')), SINGLE, 'there')).toBe('content');
    await expect(put(await roleWith(uses(BOTH)), SINGLE, 'new')).rejects.toThrow(otherKey);
    await kms.send(new UpdateAliasCommand({ AliasName: 'alias/objects', TargetKeyId: key }));
  });

  test('is copied by a role that may decrypt the source and encrypt the copy', async () => {
    await createBucket(fixture, 'with-other-key');
    await encrypt('with-other-key', otherKey, true);
    const copy = new CopyObjectCommand({ Bucket: 'with-other-key', Key: 'copy', CopySource: `${SHARED}/there` });
    const encrypts = uses('kms:GenerateDataKey', undefined, otherKey);
    await expect((await roleWith(encrypts)).send(copy)).rejects.toThrow(`kms:Decrypt on resource: ${key}`);
    await expect((await roleWith(uses('kms:Decrypt'))).send(copy)).rejects.toThrow('kms:GenerateDataKey');
    await (await roleWith(encrypts, uses('kms:Decrypt'))).send(copy);
    expect(await encryptionOf('with-other-key', 'copy')).toMatchObject({ SSEKMSKeyId: otherKey });
  });

  test('is neither written nor read where the policy of the key does not let the role', async () => {
    await createBucket(fixture, 'guarded');
    const only = { ArnEquals: { 'aws:PrincipalArn': roleArn('somebody-else') } };
    await encrypt('guarded', await createKey(fixture, { ...ACCOUNT_DECIDES, Condition: only }), true);
    await put(owner, 'guarded', 'there');
    const s3 = await roleWith({ Effect: 'Allow', Action: 'kms:*', Resource: '*' });
    await expect(put(s3, 'guarded', 'new')).rejects.toThrow('no resource-based policy allows the kms:GenerateDataKey');
    await expect(read(s3, 'guarded', 'there')).rejects.toThrow('no resource-based policy allows the kms:Decrypt');
  });

  test('is not written with a key that does not exist, or is disabled', async () => {
    const disabled = await createKey(fixture);
    await fixture.client(KMSClient).send(new DisableKeyCommand({ KeyId: disabled }));
    const withKey = (SSEKMSKeyId: string): Promise<unknown> =>
      put(owner, SHARED, 'wrong', { ServerSideEncryption: 'aws:kms', SSEKMSKeyId });
    await expect(withKey(disabled)).rejects.toMatchObject({ name: 'KMS.DisabledException' });
    await expect(withKey('alias/missing')).rejects.toMatchObject({ name: 'KMS.NotFoundException' });
  });
});
