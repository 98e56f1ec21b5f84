import { IAMClient } from '@aws-sdk/client-iam';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

import { ACCOUNT, REGION, useEmbeddedAws } from '../../testing/embedded-aws';
import { actAs, createRole, type PolicyStatement, policyOf, roleArn } from '../../gateway/authorization/testing';

const fixture = useEmbeddedAws();

const Bucket = 'artifacts-of-orders';
const BUCKET_ARN = `arn:aws:s3:::${Bucket}`;
const OBJECT_ARN = `${BUCKET_ARN}/build/a b+ä.zip`;
const object = { Bucket, Key: 'build/a b+ä.zip' };
const allow = (Action: string | string[], Resource: string): PolicyStatement => ({ Effect: 'Allow', Action, Resource });

let iam: IAMClient;
let owner: S3Client;

beforeAll(async () => {
  iam = fixture.client(IAMClient);
  owner = fixture.client(S3Client);
  await owner.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }));
  await owner.send(new PutObjectCommand({ ...object, Body: 'zip' }));
});

async function clientOf(role: string, ...statements: PolicyStatement[]): Promise<S3Client> {
  await createRole(iam, role, ...statements);
  return new S3Client(await actAs(fixture, role));
}

test('an object is read with s3:GetObject on it', async () => {
  const s3 = await clientOf('reads-objects', allow('s3:GetObject', `${BUCKET_ARN}/build/*`));
  expect(await (await s3.send(new GetObjectCommand(object))).Body?.transformToString()).toBe('zip');
  expect((await s3.send(new HeadObjectCommand(object))).ContentLength).toBe(3);
});

test("one that is not allowed is refused in S3's words", async () => {
  const s3 = await clientOf('reads-nothing');
  await expect(s3.send(new GetObjectCommand(object))).rejects.toMatchObject({
    name: 'AccessDenied',
    $metadata: { httpStatusCode: 403 },
    message:
      `User: arn:aws:sts::${ACCOUNT}:assumed-role/reads-nothing/test is not authorized to perform: s3:GetObject on ` +
      `resource: "${OBJECT_ARN}" because no identity-based policy allows the s3:GetObject action`,
  });
  await expect(s3.send(new HeadObjectCommand(object))).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
});

test('a write that is refused writes nothing, however long it is', async () => {
  const s3 = await clientOf('writes-nothing', allow('s3:GetObject', `${BUCKET_ARN}/*`));
  const put = new PutObjectCommand({ ...object, Body: Buffer.alloc(3_000_000) });
  await expect(s3.send(put)).rejects.toMatchObject({ name: 'AccessDenied' });
  expect((await owner.send(new HeadObjectCommand(object))).ContentLength).toBe(3);
});

test('a version is read with s3:GetObjectVersion', async () => {
  const s3 = await clientOf('reads-newest', allow('s3:GetObject', `${BUCKET_ARN}/*`));
  const version = new GetObjectCommand({ ...object, VersionId: 'null' });
  await expect(s3.send(version)).rejects.toThrow('s3:GetObjectVersion');
});

test('a bucket is listed with s3:ListBucket, by prefix if the policy says so', async () => {
  const Condition = { StringLike: { 's3:prefix': 'build/*' } };
  const s3 = await clientOf('lists', { ...allow('s3:ListBucket', BUCKET_ARN), Condition });
  expect((await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'build/' }))).KeyCount).toBe(1);
  await expect(s3.send(new ListObjectsV2Command({ Bucket }))).rejects.toThrow('s3:ListBucket');
  await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 403 },
  });
});

test('settings of a bucket have actions of their own', async () => {
  const s3 = await clientOf('reads-settings', allow('s3:GetBucketVersioning', BUCKET_ARN));
  await s3.send(new GetBucketVersioningCommand({ Bucket }));
  expect(fixture.calls.at(-1)?.authorizations).toMatchObject([
    { action: 's3:GetBucketVersioning', resource: BUCKET_ARN, decision: 'allow' },
  ]);
});

test('a copy needs to read and to write', async () => {
  const copy = new CopyObjectCommand({ Bucket, Key: 'copy.zip', CopySource: `${Bucket}/build/a%20b%2B%C3%A4.zip` });
  const writer = await clientOf('writes-only', allow('s3:PutObject', `${BUCKET_ARN}/copy.zip`));
  await expect(writer.send(copy)).rejects.toThrow(`s3:GetObject on resource: "${OBJECT_ARN}"`);
  const copier = await clientOf('copies', allow(['s3:PutObject', 's3:GetObject'], `${BUCKET_ARN}/*`));
  await copier.send(copy);
});

test('each object that is deleted is asked for', async () => {
  const s3 = await clientOf('deletes-some', allow('s3:DeleteObject', `${BUCKET_ARN}/tmp/*`));
  const Objects = [{ Key: 'tmp/a' }, { Key: 'kept' }];
  await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: Objects.slice(0, 1) } }));
  await expect(s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }))).rejects.toThrow(
    `${BUCKET_ARN}/kept`,
  );
});

describe('a bucket policy', () => {
  const put = (...statements: PolicyStatement[]): Promise<unknown> =>
    owner.send(new PutBucketPolicyCommand({ Bucket, Policy: policyOf(...statements) }));

  test('that refuses calls without TLS does not refuse these', async () => {
    const Condition = { Bool: { 'aws:SecureTransport': 'false' } };
    await put({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [BUCKET_ARN, `${BUCKET_ARN}/*`], Condition });
    const s3 = await clientOf('reads-by-tls', allow('s3:GetObject', `${BUCKET_ARN}/*`));
    await s3.send(new GetObjectCommand(object));
  });

  test('denies a role what its own policy allows', async () => {
    const s3 = await clientOf('locked-out', allow('s3:*', '*'));
    await put({
      Effect: 'Deny',
      Principal: { AWS: roleArn('locked-out') },
      Action: 's3:*',
      Resource: `${BUCKET_ARN}/*`,
    });
    await expect(s3.send(new GetObjectCommand(object))).rejects.toThrow(
      'with an explicit deny in a resource-based policy',
    );
  });

  test('lets a role in that has no permission of its own', async () => {
    const s3 = await clientOf('let-in');
    await put({
      Effect: 'Allow',
      Principal: { AWS: roleArn('let-in') },
      Action: 's3:GetObject',
      Resource: `${BUCKET_ARN}/*`,
    });
    await s3.send(new GetObjectCommand(object));
  });

  test('has to let a role of another account in, besides its own policy', async () => {
    const account = '333333333333';
    const settings = { ...fixture.aws.runtime.asAccount(account, REGION) };
    const abroad = new IAMClient(settings);
    await createRole(abroad, 'abroad', allow('s3:GetObject', '*'));
    const session = await fixture.aws.runtime.assumeRole({
      roleArn: `arn:aws:iam::${account}:role/abroad`,
      service: 'codebuild.amazonaws.com',
      sourceArn: `arn:aws:codebuild:${REGION}:${account}:project/orders`,
      region: REGION,
    });
    const s3 = new S3Client(session);
    const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: `${BUCKET_ARN}/*` };
    await put({ ...statement, Principal: { AWS: roleArn('let-in') } });
    await expect(s3.send(new GetObjectCommand(object))).rejects.toThrow('because no resource-based policy allows');
    await put({ ...statement, Principal: { AWS: account } });
    await s3.send(new GetObjectCommand(object));
  });
});
