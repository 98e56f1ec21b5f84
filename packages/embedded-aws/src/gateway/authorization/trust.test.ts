import { CreateRoleCommand, IAMClient, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { ListClustersCommand, ECSClient } from '@aws-sdk/client-ecs';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

import { ACCOUNT, REGION, useEmbeddedAws } from '../../testing/embedded-aws';
import { actAs, createRole, type PolicyStatement, policyOf, roleArn, SOURCE_ARN } from './testing';

const fixture = useEmbeddedAws();

let iam: IAMClient;

beforeAll(() => {
  iam = fixture.client(IAMClient);
});

const TRUST = { Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' }, Action: 'sts:AssumeRole' };

async function createTrusting(RoleName: string, ...statements: PolicyStatement[]): Promise<void> {
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policyOf(...statements) }));
}

describe('a service', () => {
  test('assumes a role that trusts it, and is that role', async () => {
    await createTrusting('trusting', TRUST);
    const settings = await actAs(fixture, 'trusting');
    const identity = await new STSClient(settings).send(new GetCallerIdentityCommand({}));
    expect(identity.Account).toBe(ACCOUNT);
  });

  test('assumes a role that asks for the source that it works for', async () => {
    const Condition = { StringEquals: { 'aws:SourceAccount': ACCOUNT }, ArnLike: { 'aws:SourceArn': SOURCE_ARN } };
    await createTrusting('conditional', { ...TRUST, Condition });
    await expect(actAs(fixture, 'conditional')).resolves.toMatchObject({ region: REGION });
  });

  const refusals: [string, PolicyStatement[], string][] = [
    [
      'trusts another service',
      [{ ...TRUST, Principal: { Service: 'ecs-tasks.amazonaws.com' } }],
      'its trust policy has no statement for the principal {"Service":"codebuild.amazonaws.com"}',
    ],
    [
      'lets it do something else',
      [{ ...TRUST, Action: 'sts:TagSession' }],
      'its trust policy does not allow sts:AssumeRole',
    ],
    [
      'asks for another source',
      [{ ...TRUST, Condition: { StringEquals: { 'aws:SourceAccount': '333333333333' } } }],
      'its trust policy asks for {"StringEquals":{"aws:SourceAccount":["333333333333"]}}, which does not hold for ' +
        `{"aws:SourceArn":"${SOURCE_ARN}","aws:SourceAccount":"${ACCOUNT}"}`,
    ],
    ['denies it', [TRUST, { ...TRUST, Effect: 'Deny' }], 'its trust policy denies it explicitly'],
  ];
  test.each(refusals)('does not assume a role that %s', async (what, statements, reason) => {
    const name = what.replaceAll(' ', '-');
    await createTrusting(name, ...statements);
    await expect(actAs(fixture, name)).rejects.toMatchObject({
      code: 'AccessDenied',
      message: `codebuild.amazonaws.com cannot assume ${roleArn(name)}: ${reason}`,
    });
  });

  test('does not assume a role that is not there', async () => {
    await expect(actAs(fixture, 'missing')).rejects.toMatchObject({
      code: 'AccessDenied',
      message: `codebuild.amazonaws.com cannot assume ${roleArn('missing')}: there is no such role`,
    });
  });

  test('does not assume a role whose trust was taken away', async () => {
    await createTrusting('former', TRUST);
    await actAs(fixture, 'former');
    const PolicyDocument = policyOf({ ...TRUST, Principal: { AWS: ACCOUNT } });
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'former', PolicyDocument }));
    await expect(actAs(fixture, 'former')).rejects.toMatchObject({ code: 'AccessDenied' });
  });
});

describe('a role', () => {
  async function assumeFurther(from: string, to: string): Promise<ECSClient> {
    const settings = await actAs(fixture, from);
    const assume = new AssumeRoleCommand({ RoleArn: roleArn(to), RoleSessionName: 'further' });
    const { Credentials } = await new STSClient(settings).send(assume);
    const { AccessKeyId = '', SecretAccessKey = '' } = Credentials ?? {};
    return new ECSClient({ ...settings, credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey } });
  }

  test('assumes another one that trusts it, and is judged as that one', async () => {
    await createRole(iam, 'first', { Effect: 'Allow', Action: 'ecs:ListClusters', Resource: '*' });
    await createTrusting('second', { ...TRUST, Principal: { AWS: roleArn('first') } });
    const ecs = await assumeFurther('first', 'second');
    await expect(ecs.send(new ListClustersCommand({}))).rejects.toThrow(
      'assumed-role/second/further is not authorized',
    );
  });

  test('does not assume one that does not trust it, even if its own policy allows it', async () => {
    await createRole(iam, 'hopeful', { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' });
    await createTrusting('closed', TRUST);
    await expect(assumeFurther('hopeful', 'closed')).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        `User: arn:aws:sts::${ACCOUNT}:assumed-role/hopeful/test is not authorized to perform: sts:AssumeRole on ` +
        `resource: ${roleArn('closed')} because no resource-based policy allows the sts:AssumeRole action`,
    });
  });

  test('assumes one that trusts the account only if its own policy allows it', async () => {
    await createRole(iam, 'member');
    await createTrusting('shared', { ...TRUST, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } });
    await expect(assumeFurther('member', 'shared')).rejects.toThrow('because no identity-based policy allows');
    const PolicyDocument = policyOf({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: roleArn('shared') });
    await iam.send(new PutRolePolicyCommand({ RoleName: 'member', PolicyName: 'assume', PolicyDocument }));
    await assumeFurther('member', 'shared');
  });
});
