import {
  CreateBucketCommand,
  GetBucketLoggingCommand,
  PutBucketLoggingCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { IAMClient } from '@aws-sdk/client-iam';

import { actAs, createRole, type PolicyStatement, policyOf } from '../../../gateway/authorization/testing';
import { createBucket } from '../../../testing/bucket';
import { ACCOUNT, useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

const Bucket = 'data';
const LETS_IN: PolicyStatement = {
  Effect: 'Allow',
  Principal: { Service: 'logging.s3.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: 'arn:aws:s3:::logs/data/*',
  Condition: {
    ArnLike: { 'aws:SourceArn': `arn:aws:s3:::${Bucket}` },
    StringEquals: { 'aws:SourceAccount': ACCOUNT },
  },
};
const REFUSAL = { name: 'InvalidTargetBucketForLogging' };

let owner: S3Client;

beforeAll(async () => {
  owner = fixture.client(S3Client);
  for (const bucket of [Bucket, 'logs']) await createBucket(fixture, bucket);
});

async function allow(...statements: PolicyStatement[]): Promise<void> {
  await owner.send(new PutBucketPolicyCommand({ Bucket: 'logs', Policy: policyOf(...statements) }));
}

function log(TargetBucket: string, TargetPrefix = 'data/', s3 = owner): Promise<unknown> {
  const BucketLoggingStatus = { LoggingEnabled: { TargetBucket, TargetPrefix } };
  return s3.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus }));
}

async function logging(): Promise<unknown> {
  return (await owner.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled;
}

describe('the access log of a bucket', () => {
  test('goes where the policy of the target lets S3 write, until it is turned off', async () => {
    expect(await logging()).toBeUndefined();
    await allow(LETS_IN);
    await log('logs');
    expect(await logging()).toEqual({ TargetBucket: 'logs', TargetPrefix: 'data/' });
    await owner.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: {} }));
    expect(await logging()).toBeUndefined();
  });

  test.each<[string, Partial<PolicyStatement>]>([
    ['names another service', { Principal: { Service: 'delivery.logs.amazonaws.com' } }],
    ['is about another bucket', { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::other' } } }],
    ['is about another account', { Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } } }],
    ['lets it read alone', { Action: 's3:GetObject' }],
    ['lets it write under another prefix', { Resource: 'arn:aws:s3:::logs/other/*' }],
  ])('does not go to a bucket whose policy %s', async (_, changes) => {
    await allow({ ...LETS_IN, ...changes });
    await expect(log('logs')).rejects.toMatchObject(REFUSAL);
    expect(await logging()).toBeUndefined();
  });

  test('does not go to a bucket whose policy denies what it allows', async () => {
    await allow(LETS_IN, { ...LETS_IN, Effect: 'Deny', Principal: '*', Condition: {} });
    await expect(log('logs')).rejects.toMatchObject(REFUSAL);
  });

  test('does not go to a bucket without a policy, to one that does not exist, or to another region', async () => {
    await createBucket(fixture, 'bare');
    await expect(log('bare')).rejects.toMatchObject(REFUSAL);
    await expect(log('missing')).rejects.toMatchObject(REFUSAL);
    const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' } as const;
    await fixture
      .client(S3Client, 'eu-west-1')
      .send(new CreateBucketCommand({ Bucket: 'abroad', CreateBucketConfiguration }));
    await expect(log('abroad')).rejects.toMatchObject({ name: 'CrossLocationLoggingProhibited' });
  });

  test('is changed by a role that may', async () => {
    await allow(LETS_IN);
    const iam = fixture.client(IAMClient);
    for (const Action of ['s3:PutBucketLogging', 's3:PutObject']) {
      await createRole(iam, Action.slice(3), { Effect: 'Allow', Action, Resource: '*' });
    }
    const as = async (role: string): Promise<S3Client> => new S3Client(await actAs(fixture, role));
    await expect(log('logs', 'data/', await as('PutObject'))).rejects.toThrow('s3:PutBucketLogging');
    await log('logs', 'data/', await as('PutBucketLogging'));
  });
});
