import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

import { REGION, useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

const lock = { Bucket: 'state', Key: 'dev.tfstate.tflock' };

test('of many conditional writes of one lock file, one succeeds', async () => {
  const s3 = fixture.client(S3Client);
  await s3.send(
    new CreateBucketCommand({ Bucket: 'state', CreateBucketConfiguration: { LocationConstraint: REGION } }),
  );
  const acquire = (): Promise<unknown> => s3.send(new PutObjectCommand({ ...lock, Body: 'me', IfNoneMatch: '*' }));

  for (let round = 0; round < 5; round += 1) {
    const results = await Promise.allSettled(Array.from({ length: 20 }, acquire));
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
    expect(failures).toHaveLength(19);
    expect(new Set(failures.map(({ name }) => name))).toEqual(new Set(['PreconditionFailed']));
    await s3.send(new DeleteObjectCommand(lock));
  }
});
