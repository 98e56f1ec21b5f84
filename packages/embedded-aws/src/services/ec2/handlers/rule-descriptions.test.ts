import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DescribeSecurityGroupRulesCommand,
  EC2Client,
  type IpPermission,
} from '@aws-sdk/client-ec2';

import { useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

let ec2: EC2Client;
let vpc: string;

beforeAll(async () => {
  ec2 = fixture.client(EC2Client);
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  vpc = Vpc?.VpcId ?? '';
});

async function createGroup(name: string): Promise<string> {
  const group = { GroupName: name, Description: name, VpcId: vpc };
  const { GroupId } = await ec2.send(new CreateSecurityGroupCommand(group));
  return GroupId ?? '';
}

async function admit(group: string, ...permissions: IpPermission[]): Promise<void> {
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: permissions }));
}

async function descriptionsOf(group: string): Promise<(string | undefined)[]> {
  const filters = [{ Name: 'group-id', Values: [group] }];
  const { SecurityGroupRules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters: filters }));
  return SecurityGroupRules.filter((rule) => rule.IsEgress === false).map((rule) => rule.Description);
}

const http = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80 };

test('a rule that names a security group keeps its description', async () => {
  const [balancer, tasks] = [await createGroup('balancer'), await createGroup('tasks')];
  await admit(tasks, { ...http, UserIdGroupPairs: [{ GroupId: balancer, Description: 'from the balancer' }] });
  expect(await descriptionsOf(tasks)).toEqual(['from the balancer']);
});

test('a rule that names a security group without a description has none', async () => {
  const [source, target] = [await createGroup('plain-source'), await createGroup('plain-target')];
  await admit(target, { ...http, UserIdGroupPairs: [{ GroupId: source }] });
  expect(await descriptionsOf(target)).toEqual([undefined]);
});

test('the description of a rule that names addresses stays as it was', async () => {
  const group = await createGroup('addresses');
  await admit(group, { ...http, IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'private addresses' }] });
  expect(await descriptionsOf(group)).toEqual(['private addresses']);
});

test('several rules of one call keep a description each', async () => {
  const [one, other, target] = [await createGroup('one'), await createGroup('other'), await createGroup('both')];
  await admit(
    target,
    { ...http, UserIdGroupPairs: [{ GroupId: one, Description: 'first' }] },
    { ...http, FromPort: 443, ToPort: 443, UserIdGroupPairs: [{ GroupId: other, Description: 'second' }] },
  );
  expect((await descriptionsOf(target)).sort()).toEqual(['first', 'second']);
});
