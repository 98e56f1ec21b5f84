import {
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkInterfaceCommand,
  CreateSecurityGroupCommand,
  EC2Client,
  type IpPermission,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { SetSecurityGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';

import { SteppedClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { fixedResponse, LoadBalancerFixture, until } from './testing';

const clock = new SteppedClock();
const fixture = useEmbeddedAws({ clock });
const balancers = new LoadBalancerFixture(fixture);

let ec2: EC2Client;
/** How many pairs there are: moto may give one address twice. */
let pairs = 0;

beforeAll(() => {
  ec2 = fixture.client(EC2Client);
});

async function createGroup(GroupName: string): Promise<string> {
  const { vpcId: VpcId } = await balancers.network();
  const group = { GroupName, Description: GroupName, VpcId };
  return (await ec2.send(new CreateSecurityGroupCommand(group))).GroupId ?? '';
}

/** Makes a load balancer and a target, each in a security group of its own. */
async function createPair(name: string): Promise<{ dnsName: string; group: string; address: string; ids: string[] }> {
  const ids = [await createGroup(`${name}-balancer`), await createGroup(`${name}-task`)];
  const group = await balancers.group(name);
  const { arn, dnsName } = await balancers.create(name, { Type: 'forward', TargetGroupArn: group });
  await balancers.client.send(new SetSecurityGroupsCommand({ LoadBalancerArn: arn, SecurityGroups: ids.slice(0, 1) }));
  const { subnets } = await balancers.network();
  pairs += 1;
  const address = `10.0.0.${10 + pairs}`;
  const eni = { SubnetId: subnets[0], Groups: ids.slice(1), PrivateIpAddress: address };
  await ec2.send(new CreateNetworkInterfaceCommand(eni));
  await balancers.serve(address, (_, response) => response.end('served'));
  await balancers.register(group, address);
  return { dnsName, group, address, ids };
}

/** Lets time go by until a target has a state. */
async function passUntil(group: string, address: string, state: string): Promise<void> {
  await until(async () => {
    await clock.advance(1_000);
    return (await balancers.health(group))[address]?.State === state;
  });
}

const tcp = (FromPort: number, ToPort: number): IpPermission => ({ IpProtocol: 'tcp', FromPort, ToPort });

test.each<[string, (balancer: string) => IpPermission]>([
  ['the group of the load balancer', (GroupId) => ({ ...tcp(80, 80), UserIdGroupPairs: [{ GroupId }] })],
  ['the addresses of its subnets', () => ({ ...tcp(1, 1024), IpRanges: [{ CidrIp: '10.0.0.0/16' }] })],
  ['everybody on every port', () => ({ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] })],
])('a target whose security group admits %s is reached', async (name, rule) => {
  const { dnsName, group, address, ids } = await createPair(name.replace(/ /g, '-').slice(4, 20));
  const [balancer = '', GroupId] = ids;
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [rule(balancer)] }));
  await passUntil(group, address, 'healthy');
  expect(await balancers.ask({ to: dnsName })).toBe('200 served');
});

test.each<[string, (task: string) => IpPermission]>([
  ['another port', () => ({ ...tcp(81, 90), IpRanges: [{ CidrIp: '0.0.0.0/0' }] })],
  ['another group', (GroupId) => ({ ...tcp(80, 80), UserIdGroupPairs: [{ GroupId }] })],
  ['other addresses', () => ({ ...tcp(80, 80), IpRanges: [{ CidrIp: '10.0.200.0/24' }] })],
])('a target whose security group admits %s times out', async (name, rule) => {
  const { dnsName, group, address, ids } = await createPair(name.replace(/ /g, '-'));
  const [, task = ''] = ids;
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: task, IpPermissions: [rule(task)] }));
  await passUntil(group, address, 'unhealthy');
  expect((await balancers.health(group))[address]).toMatchObject({ Reason: 'Target.Timeout' });
  expect(await balancers.ask({ to: dnsName })).toMatch(/^504 .*The security groups of/s);
});

test('a rule that is taken away keeps a healthy target out, and so does a load balancer that may not go out', async () => {
  const { group, address, ids } = await createPair('revoked');
  const [balancer = '', GroupId = ''] = ids;
  const IpPermissions = [{ ...tcp(80, 80), UserIdGroupPairs: [{ GroupId: balancer }] }];
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  await passUntil(group, address, 'healthy');
  await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  await passUntil(group, address, 'unhealthy');
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  await passUntil(group, address, 'healthy');
  const everything = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
  await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId: balancer, IpPermissions: everything }));
  await passUntil(group, address, 'unhealthy');
});

test('an address that is no network interface is not judged', async () => {
  const group = await balancers.group('unknown');
  const { arn, dnsName } = await balancers.create('unknown', fixedResponse('404', 'Not Found'));
  const SecurityGroups = [await createGroup('unknown-balancer')];
  await balancers.client.send(new SetSecurityGroupsCommand({ LoadBalancerArn: arn, SecurityGroups }));
  await balancers.listener(arn, 8080, { Type: 'forward', TargetGroupArn: group });
  await balancers.serve('10.0.3.7', (_, response) => response.end('served'));
  await balancers.register(group, '10.0.3.7');
  await passUntil(group, '10.0.3.7', 'healthy');
  expect(await balancers.ask({ to: `${dnsName}:8080` })).toBe('200 served');
});
