import {
  CreateBucketCommand,
  DeleteBucketMetricsConfigurationCommand,
  GetBucketRequestPaymentCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutBucketMetricsConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';

import { REGION, useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

beforeAll(async () => {
  const bucket = { Bucket: 'images', CreateBucketConfiguration: { LocationConstraint: REGION } } as const;
  await fixture.client(S3Client).send(new CreateBucketCommand(bucket));
});

test('deleting a subresource that moto does not know is refused and leaves the bucket alone', async () => {
  const s3 = fixture.client(S3Client);

  await expect(
    s3.send(new DeleteBucketMetricsConfigurationCommand({ Bucket: 'images', Id: 'all' })),
  ).rejects.toMatchObject({
    name: 'UnsupportedOperation',
    message: 'The embedded AWS does not implement s3 DeleteBucketMetricsConfiguration.',
  });
  expect((await s3.send(new HeadBucketCommand({ Bucket: 'images' }))).$metadata.httpStatusCode).toBe(200);
});

test('putting a subresource that moto does not know is refused', async () => {
  const metrics = { Bucket: 'images', Id: 'all', MetricsConfiguration: { Id: 'all' } };
  await expect(fixture.client(S3Client).send(new PutBucketMetricsConfigurationCommand(metrics))).rejects.toMatchObject({
    name: 'UnsupportedOperation',
  });
});

test('an unknown subresource is refused by its path', async () => {
  const { endpoint } = fixture.settings();
  const response = await fetch(`${endpoint}/images?glitter`);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('The embedded AWS does not implement s3 GET /images?glitter.');
});

test('listing with empty options still lists', async () => {
  const listing = await fixture.client(S3Client).send(new ListObjectsV2Command({ Bucket: 'images', Prefix: '' }));
  expect(listing.KeyCount).toBe(0);
});

test('the owner of a bucket pays', async () => {
  const payment = await fixture.client(S3Client).send(new GetBucketRequestPaymentCommand({ Bucket: 'images' }));
  expect(payment.Payer).toBe('BucketOwner');
});
