import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  HeadObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

import { REGION, useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

let s3: S3Client;

beforeAll(() => {
  s3 = fixture.client(S3Client);
});

async function create(Bucket: string): Promise<void> {
  const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
}

function policy(bucket: string, changes: object = {}): string {
  const tlsOnly = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ ...tlsOnly, ...changes }] });
}

describe('a bucket policy', () => {
  test('reads back as it was put, until it is deleted', async () => {
    await create('policed');
    const Policy = policy('policed');
    await s3.send(new PutBucketPolicyCommand({ Bucket: 'policed', Policy }));
    expect((await s3.send(new GetBucketPolicyCommand({ Bucket: 'policed' }))).Policy).toBe(Policy);

    await s3.send(new DeleteBucketPolicyCommand({ Bucket: 'policed' }));
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket: 'policed' }))).rejects.toMatchObject({
      name: 'NoSuchBucketPolicy',
    });
  });

  test('that demands TLS refuses no caller', async () => {
    await create('encrypted');
    await s3.send(new PutBucketPolicyCommand({ Bucket: 'encrypted', Policy: policy('encrypted') }));
    const object = { Bucket: 'encrypted', Key: 'state' };
    await s3.send(new PutObjectCommand({ ...object, Body: 'x' }));
    expect((await s3.send(new HeadObjectCommand(object))).ContentLength).toBe(1);
  });

  test('goes with its bucket', async () => {
    await create('reborn');
    await s3.send(new PutBucketPolicyCommand({ Bucket: 'reborn', Policy: policy('reborn') }));
    await s3.send(new DeleteBucketCommand({ Bucket: 'reborn' }));
    await create('reborn');
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket: 'reborn' }))).rejects.toMatchObject({
      name: 'NoSuchBucketPolicy',
    });
  });

  test('is public if it lets everybody in without a condition', async () => {
    await create('open');
    const isPublic = async (changes: object): Promise<boolean | undefined> => {
      await s3.send(new PutBucketPolicyCommand({ Bucket: 'open', Policy: policy('open', changes) }));
      return (await s3.send(new GetBucketPolicyStatusCommand({ Bucket: 'open' }))).PolicyStatus?.IsPublic;
    };
    expect(await isPublic({})).toBe(false);
    expect(await isPublic({ Effect: 'Allow' })).toBe(false);
    expect(await isPublic({ Effect: 'Allow', Condition: undefined })).toBe(true);
    expect(await isPublic({ Effect: 'Allow', Condition: undefined, Principal: { AWS: '*' } })).toBe(true);
  });

  const refusals: [string, string, string][] = [
    ['no JSON', 'allow', "Policies must be valid JSON and the first byte must be '{'"],
    ["another bucket's objects", policy('other'), 'Policy has invalid resource'],
    ["another service's actions", policy('refused', { Action: 'ec2:RunInstances' }), 'Policy has invalid action'],
  ];

  test.each(refusals)('is refused if it holds %s', async (_, Policy, message) => {
    await create('refused');
    await expect(s3.send(new PutBucketPolicyCommand({ Bucket: 'refused', Policy }))).rejects.toMatchObject({
      name: 'MalformedPolicy',
      message,
    });
    await s3.send(new DeleteBucketCommand({ Bucket: 'refused' }));
  });

  test('of a bucket that is not there is refused', async () => {
    const put = new PutBucketPolicyCommand({ Bucket: 'missing', Policy: policy('missing') });
    await expect(s3.send(put)).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});

test('notifications to EventBridge are kept', async () => {
  await create('noisy');
  const NotificationConfiguration = { EventBridgeConfiguration: {} };
  const get = new GetBucketNotificationConfigurationCommand({ Bucket: 'noisy' });
  expect((await s3.send(get)).EventBridgeConfiguration).toBeUndefined();
  await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket: 'noisy', NotificationConfiguration }));
  expect((await s3.send(get)).EventBridgeConfiguration).toEqual({});
});
