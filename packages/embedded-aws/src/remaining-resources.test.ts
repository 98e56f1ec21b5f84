import { CreateVpcCommand, DeleteVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateClusterCommand, DeleteClusterCommand, ECSClient } from '@aws-sdk/client-ecs';
import { CreateBucketCommand, DeleteBucketCommand, S3Client } from '@aws-sdk/client-s3';

import { REGION, useEmbeddedAws } from './testing/embedded-aws';
import { remainingResources } from './remaining-resources';

const fixture = useEmbeddedAws();

test('what was created exists, and no longer once it is deleted', async () => {
  const fresh = await remainingResources(fixture.settings());
  const [s3, ecs, ec2] = [fixture.client(S3Client), fixture.client(ECSClient), fixture.client(EC2Client)];
  const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
  await s3.send(new CreateBucketCommand({ Bucket: 'left', CreateBucketConfiguration }));
  await ecs.send(new CreateClusterCommand({ clusterName: 'left' }));
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));

  const created = (await remainingResources(fixture.settings())).filter((each) => !fresh.includes(each));
  expect(created).toEqual(expect.arrayContaining(['bucket left', 'cluster left', `VPC ${Vpc?.VpcId ?? ''}`]));

  await s3.send(new DeleteBucketCommand({ Bucket: 'left' }));
  await ecs.send(new DeleteClusterCommand({ cluster: 'left' }));
  await ec2.send(new DeleteVpcCommand({ VpcId: Vpc?.VpcId }));
  expect(await remainingResources(fixture.settings())).toEqual(fresh);
});
