import {
  CreateRepositoryCommand,
  DescribeImagesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr';
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
} from '@aws-sdk/client-iam';
import { GetParametersCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

import { ACCOUNT, REGION, useEmbeddedAws } from '../../testing/embedded-aws';
import { authorizerOf } from './registry';
import { actAs, allow, createRole, policyOf, roleArn } from './testing';

const fixture = useEmbeddedAws();

const READ = { Sid: 'Read', Effect: 'Allow', Action: 'ssm:GetParameters', Resource: '*' };
const parameterArn = (name: string): string => `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/${name}`;

let iam: IAMClient;

beforeAll(async () => {
  iam = fixture.client(IAMClient);
  const ssm = fixture.client(SSMClient);
  for (const Name of ['/orders/image', '/carts/image']) {
    await ssm.send(new PutParameterCommand({ Name, Value: 'latest', Type: 'String' }));
  }
});

async function read(role: string, ...Names: string[]): Promise<(string | undefined)[]> {
  const ssm = new SSMClient(await actAs(fixture, role));
  const { Parameters = [] } = await ssm.send(new GetParametersCommand({ Names }));
  return Parameters.map(({ Name }) => Name);
}

describe('a role', () => {
  test('may do what its inline policy allows', async () => {
    await createRole(iam, 'reader', READ);
    expect(await read('reader', '/orders/image')).toEqual(['/orders/image']);
  });

  test("is refused in AWS's words what no policy allows", async () => {
    await createRole(iam, 'unprivileged');
    await expect(read('unprivileged', '/orders/image')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 400 },
      message:
        `User: arn:aws:sts::${ACCOUNT}:assumed-role/unprivileged/test is not authorized to perform: ssm:GetParameters on ` +
        `resource: ${parameterArn('orders/image')} because no identity-based policy allows the ssm:GetParameters action`,
    });
  });

  test('needs to be allowed each of the things that one call is about', async () => {
    await createRole(iam, 'orders', { ...READ, Resource: parameterArn('orders/*') });
    await expect(read('orders', '/orders/image', '/carts/image')).rejects.toThrow(parameterArn('carts/image'));
  });

  test('is refused what a policy denies, even if another allows it', async () => {
    const deny = { Effect: 'Deny', Action: 'ssm:*', Resource: parameterArn('carts/*') };
    await createRole(iam, 'denied', READ, deny);
    expect(await read('denied', '/orders/image')).toEqual(['/orders/image']);
    await expect(read('denied', '/carts/image')).rejects.toThrow('with an explicit deny in an identity-based policy');
  });

  test('may do what an attached policy allows', async () => {
    await createRole(iam, 'attached');
    const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'read', PolicyDocument: policyOf(READ) }));
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'attached', PolicyArn: Policy?.Arn }));
    expect(await read('attached', '/orders/image')).toEqual(['/orders/image']);
  });

  test("may do what AWS's managed policy allows", async () => {
    await createRole(iam, 'managed');
    const PolicyArn = 'arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess';
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'managed', PolicyArn }));
    expect(await read('managed', '/orders/image')).toEqual(['/orders/image']);
  });

  test('may do no more than its permissions boundary allows', async () => {
    await createRole(iam, 'bounded', READ);
    const boundary = policyOf({ ...READ, Resource: parameterArn('orders/*') });
    const created = await iam.send(new CreatePolicyCommand({ PolicyName: 'boundary', PolicyDocument: boundary }));
    const PermissionsBoundary = created.Policy?.Arn;
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'bounded', PermissionsBoundary }));
    expect(await read('bounded', '/orders/image')).toEqual(['/orders/image']);
    await expect(read('bounded', '/carts/image')).rejects.toThrow('because no permissions boundary allows');
  });

  test('is judged by its policy as it is at the time of the call', async () => {
    await createRole(iam, 'changed', READ);
    const ssm = new SSMClient(await actAs(fixture, 'changed'));
    const get = new GetParametersCommand({ Names: ['/orders/image'] });
    await ssm.send(get);
    await iam.send(new DeleteRolePolicyCommand({ RoleName: 'changed', PolicyName: 'permissions' }));
    await expect(ssm.send(get)).rejects.toThrow('is not authorized');
    await allow(iam, 'changed', READ);
    await ssm.send(get);
  });

  test('may always ask who it is', async () => {
    await createRole(iam, 'anybody');
    const identity = await new STSClient(await actAs(fixture, 'anybody')).send(new GetCallerIdentityCommand({}));
    expect(identity.Account).toBe(ACCOUNT);
  });
});

describe('the policy of an image repository', () => {
  test('lets a role in that has no permission of its own', async () => {
    await createRole(iam, 'puller', { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' });
    const owner = fixture.client(ECRClient);
    await owner.send(new CreateRepositoryCommand({ repositoryName: 'orders' }));
    const ecr = new ECRClient(await actAs(fixture, 'puller'));
    await ecr.send(new GetAuthorizationTokenCommand({}));
    const describeImages = new DescribeImagesCommand({ repositoryName: 'orders' });
    await expect(ecr.send(describeImages)).rejects.toMatchObject({ name: 'AccessDeniedException' });

    const statement = { Effect: 'Allow', Principal: { AWS: roleArn('puller') }, Action: 'ecr:DescribeImages' };
    const policy = { repositoryName: 'orders', policyText: policyOf(statement) };
    await owner.send(new SetRepositoryPolicyCommand(policy));
    expect((await ecr.send(describeImages)).imageDetails).toEqual([]);
  });
});

describe('what was decided', () => {
  test('is told with the call', async () => {
    await createRole(iam, 'told', READ);
    await read('told', '/orders/image');
    expect(fixture.calls.at(-1)?.authorizations).toEqual([
      {
        role: roleArn('told'),
        action: 'ssm:GetParameters',
        resource: parameterArn('orders/image'),
        decision: 'allow',
        sid: 'Read',
      },
    ]);
  });

  test('can be read later, each decision once', async () => {
    await createRole(iam, 'remembered', READ);
    await read('remembered', '/orders/image');
    await read('remembered', '/orders/image');
    const { decisions } = authorizerOf(fixture.aws.memory);
    expect(decisions.filter(({ role }) => role === roleArn('remembered'))).toMatchObject([
      { action: 'ssm:GetParameters', decision: 'allow', sid: 'Read' },
    ]);
  });

  test('nothing is, of calls that are not judged', async () => {
    await fixture.client(SSMClient).send(new GetParametersCommand({ Names: ['/orders/image'] }));
    expect(fixture.calls.at(-1)).not.toHaveProperty('authorizations');
  });
});
