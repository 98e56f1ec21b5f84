import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

import { allow, policyOf } from '../../gateway/authorization/testing';
import { ACCOUNT, useEmbeddedAws } from '../../testing/embedded-aws';

const REGION = 'us-gov-west-1';
const ROLE_ARN = `arn:aws-us-gov:iam::${ACCOUNT}:role/delivery`;
const Bucket = 'artifacts-of-government';
const fixture = useEmbeddedAws();

let iam: IAMClient;
let owner: S3Client;
let s3: S3Client;

const trust = (...Principal: object[]): string =>
  policyOf(...Principal.map((each) => ({ Effect: 'Allow', Principal: each, Action: 'sts:AssumeRole' })));

beforeAll(async () => {
  iam = fixture.client(IAMClient, REGION);
  owner = fixture.client(S3Client, REGION);
  const AssumeRolePolicyDocument = trust({ Service: 'codebuild.amazonaws.com' });
  await iam.send(new CreateRoleCommand({ RoleName: 'delivery', AssumeRolePolicyDocument }));
  await allow(iam, 'delivery', {
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: `arn:aws-us-gov:s3:::${Bucket}/*`,
  });
  await owner.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }));
  await owner.send(new PutObjectCommand({ Bucket, Key: 'app.zip', Body: 'zip' }));
  s3 = new S3Client(await actAsDelivery());
});

function actAsDelivery(): ReturnType<typeof fixture.aws.runtime.assumeRole> {
  return fixture.aws.runtime.assumeRole({
    roleArn: ROLE_ARN,
    service: 'codebuild.amazonaws.com',
    sourceArn: `arn:aws-us-gov:codebuild:${REGION}:${ACCOUNT}:project/orders`,
    region: REGION,
    sessionName: 'test',
  });
}

describe('a role of GovCloud', () => {
  test('may do with a bucket what its policy allows', async () => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'app.zip' }));
    expect(await Body?.transformToString()).toBe('zip');
  });

  test('may do nothing else with it', async () => {
    const denied = `arn:aws-us-gov:sts::${ACCOUNT}:assumed-role/delivery/test is not authorized to perform: `;
    await expect(s3.send(new PutObjectCommand({ Bucket, Key: 'app.zip', Body: 'other' }))).rejects.toThrow(
      `${denied}s3:PutObject on resource: "arn:aws-us-gov:s3:::${Bucket}/app.zip"`,
    );
    const deletion = new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'app.zip' }] } });
    await expect(s3.send(deletion)).rejects.toThrow(
      `s3:DeleteObject on resource: "arn:aws-us-gov:s3:::${Bucket}/app.zip"`,
    );
  });

  test('may not do with a bucket what its policy allows with the ARN of another partition', async () => {
    await iam.send(new CreateRoleCommand({ RoleName: 'misspelt', AssumeRolePolicyDocument: trust({ AWS: ROLE_ARN }) }));
    await allow(iam, 'misspelt', { Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::${Bucket}/*` });
    await allow(iam, 'delivery', { Effect: 'Allow', Action: '*', Resource: '*' });
    const sts = new STSClient(await actAsDelivery());
    const RoleArn = `arn:aws-us-gov:iam::${ACCOUNT}:role/misspelt`;
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'further' }));
    const { AccessKeyId = '', SecretAccessKey = '' } = Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
    const further = new S3Client({ ...fixture.settings(REGION), credentials });
    await expect(further.send(new GetObjectCommand({ Bucket, Key: 'app.zip' }))).rejects.toThrow('s3:GetObject');
  });
});
