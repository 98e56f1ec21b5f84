import { APIGatewayClient, GetSdkCommand } from '@aws-sdk/client-api-gateway';
import { CloudWatchClient, DescribeAlarmsCommand, GetMetricStreamCommand } from '@aws-sdk/client-cloudwatch';
import { CodePipelineClient, PollForJobsCommand } from '@aws-sdk/client-codepipeline';
import { DescribeFastLaunchImagesCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GenerateServiceLastAccessedDetailsCommand, GetPolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  GetBucketMetricsConfigurationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

import { ACCOUNT, REGION, useEmbeddedAws } from '../testing/embedded-aws';

const fixture = useEmbeddedAws();

describe('what moto does', () => {
  test('callers are in the account the embedded AWS was started for', async () => {
    const identity = await fixture.client(STSClient).send(new GetCallerIdentityCommand({}));
    expect(identity.Account).toBe(ACCOUNT);
  });

  test('resources belong to that account in every region', async () => {
    const { Vpcs } = await fixture.client(EC2Client, 'ap-southeast-2').send(new DescribeVpcsCommand({}));
    expect(Vpcs?.map(({ OwnerId }) => OwnerId)).toEqual([ACCOUNT]);
  });

  test('the managed policies of AWS are there', async () => {
    const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs';
    const { Policy } = await fixture.client(IAMClient).send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy?.Arn).toBe(PolicyArn);
  });

  test('an object of several megabytes and an awkward key is read back as it was written', async () => {
    const s3 = fixture.client(S3Client);
    const object = { Bucket: 'images', Key: 'ä b/c+d' };
    const bytes = Buffer.alloc(3_000_000, 'layer');
    await s3.send(
      new CreateBucketCommand({ Bucket: 'images', CreateBucketConfiguration: { LocationConstraint: REGION } }),
    );
    await s3.send(new PutObjectCommand({ ...object, Body: bytes }));

    const { Body } = await s3.send(new GetObjectCommand(object));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
    expect((await s3.send(new HeadObjectCommand(object))).ContentLength).toBe(bytes.length);
  });

  test('an error of moto arrives as it is', async () => {
    const missing = new GetObjectCommand({ Bucket: 'images', Key: 'missing' });
    await expect(fixture.client(S3Client).send(missing)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});

describe('an operation that neither moto nor a handler has is refused at once, in the form of the service', () => {
  const refusals: [string, () => Promise<unknown>][] = [
    [
      'codepipeline PollForJobs',
      () =>
        fixture.client(CodePipelineClient).send(
          new PollForJobsCommand({
            actionTypeId: { category: 'Build', owner: 'Custom', provider: 'x', version: '1' },
          }),
        ),
    ],
    ['ec2 DescribeFastLaunchImages', () => fixture.client(EC2Client).send(new DescribeFastLaunchImagesCommand({}))],
    [
      'iam GenerateServiceLastAccessedDetails',
      () =>
        fixture.client(IAMClient).send(new GenerateServiceLastAccessedDetailsCommand({ Arn: 'arn:aws:iam::1:role/a' })),
    ],
    [
      'apigateway GetSdk',
      () => fixture.client(APIGatewayClient).send(new GetSdkCommand({ restApiId: 'a', stageName: 'b', sdkType: 'c' })),
    ],
    [
      's3 GetBucketMetricsConfiguration',
      () => fixture.client(S3Client).send(new GetBucketMetricsConfigurationCommand({ Bucket: 'images', Id: 'all' })),
    ],
    [
      'monitoring GetMetricStream',
      () => fixture.client(CloudWatchClient).send(new GetMetricStreamCommand({ Name: 'a' })),
    ],
  ];

  test.each(refusals)('%s', async (call, send) => {
    const before = fixture.calls.length;
    await expect(send()).rejects.toMatchObject({
      name: 'UnsupportedOperation',
      message: `The embedded AWS does not implement ${call}.`,
    });
    expect(fixture.calls.length - before).toBe(1);
  });

  test('an unknown service', async () => {
    const response = await fetch(`${fixture.aws.endpoint}/fleets`, {
      headers: { authorization: `AWS4-HMAC-SHA256 Credential=key/20260101/${REGION}/gamelift/aws4_request` },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      __type: 'UnsupportedOperation',
      message: 'The embedded AWS does not implement gamelift GET /fleets.',
    });
  });
});

test('every call is reported with its service, operation, region and status', async () => {
  await fixture.client(CloudWatchClient).send(new DescribeAlarmsCommand({}));
  expect(fixture.calls.at(-1)).toMatchObject({
    service: 'monitoring',
    operation: 'DescribeAlarms',
    region: REGION,
    status: 200,
  });
});
