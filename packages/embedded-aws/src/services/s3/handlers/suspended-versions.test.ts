import {
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

import { REGION, useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

let s3: S3Client;

beforeAll(() => {
  s3 = fixture.client(S3Client);
});

/** A bucket whose one object was overwritten and deleted, and which then stopped keeping versions. */
async function createSuspended(Bucket: string): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }));
  await setVersioning(Bucket, 'Enabled');
  await s3.send(new PutObjectCommand({ Bucket, Key: 'state', Body: 'first' }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'state', Body: 'second' }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'state' }));
  await setVersioning(Bucket, 'Suspended');
}

async function setVersioning(Bucket: string, Status: 'Enabled' | 'Suspended'): Promise<void> {
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
}

async function versionsIn(Bucket: string): Promise<{ Key: string; VersionId: string }[]> {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  return [...Versions, ...DeleteMarkers].map(({ Key = '', VersionId = '' }) => ({ Key, VersionId }));
}

test('all versions and delete markers of a bucket that stopped keeping versions can be deleted at once', async () => {
  await createSuspended('suspended');
  const versions = await versionsIn('suspended');
  expect(versions).toHaveLength(3);
  const { Errors } = await s3.send(new DeleteObjectsCommand({ Bucket: 'suspended', Delete: { Objects: versions } }));
  expect(Errors).toBeUndefined();
  expect(await versionsIn('suspended')).toEqual([]);
});

test('deleting one version of a bucket that stopped keeping versions leaves the others', async () => {
  await createSuspended('suspended-one');
  const [first, ...others] = await versionsIn('suspended-one');
  await s3.send(new DeleteObjectCommand({ Bucket: 'suspended-one', Key: 'state', VersionId: first?.VersionId }));
  expect(await versionsIn('suspended-one')).toEqual(others);
});

test('a bucket that stopped keeping versions keeps none after a deletion either', async () => {
  await createSuspended('suspended-still');
  const versions = await versionsIn('suspended-still');
  await s3.send(new DeleteObjectsCommand({ Bucket: 'suspended-still', Delete: { Objects: versions } }));
  const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket: 'suspended-still' }));
  expect(Status).toBe('Suspended');
});
