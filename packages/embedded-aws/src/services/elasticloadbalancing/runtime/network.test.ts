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
import { fixedResponse, LoadBalancingBed, until } from './testing';

const clock = new SteppedClock();
const fixture = useEmbeddedAws({ clock });
const bed = new LoadBalancingBed(fixture);

let ec2: EC2Client;
/** How many pairs there are: moto may give one address twice. */
let pairs = 0;

beforeAll(() => {
  ec2 = fixture.client(EC2Client);
});

async function createGroup(GroupName: string): Promise<string> {
  const { vpcId: VpcId } = await bed.network();
  const group = { GroupName, Description: GroupName, VpcId };
  return (await ec2.send(new CreateSecurityGroupCommand(group))).GroupId ?? '';
}

/** Makes a load balancer and a target, each in a security group of its own. */
async function createPair(name: string): Promise<{ dnsName: string; group: string; address: string; ids: string[] }> {
  const ids = [await createGroup(`${name}-balancer`), await createGroup(`${name}-task`)];
  const group = await bed.group(name);
  const { arn, dnsName } = await bed.balancer(name, { Type: 'forward', TargetGroupArn: group });
  await bed.client.send(new SetSecurityGroupsCommand({ LoadBalancerArn: arn, SecurityGroups: ids.slice(0, 1) }));
  const { subnets } = await bed.network();
  pairs += 1;
  const address = `10.0.0.${10 + pairs}`;
  const eni = { SubnetId: subnets[0], Groups: ids.slice(1), PrivateIpAddress: address };
  await ec2.send(new CreateNetworkInterfaceCommand(eni));
  await bed.serve(address, (_, response) => response.end('served'));
  await bed.register(group, address);
  return { dnsName, group, address, ids };
}

/** Lets time go by until a target has a state. */
async function passUntil(group: string, address: string, state: string): Promise<void> {
  await until(async () => {
    await clock.advance(1_000);
    return (await bed.health(group))[address]?.State === state;
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
  expect(await bed.ask({ to: dnsName })).toBe('200 served');
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
  expect((await bed.health(group))[address]).toMatchObject({ Reason: 'Target.Timeout' });
  expect(await bed.ask({ to: dnsName })).toMatch(/^504 .*The security groups of/s);
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
  const group = await bed.group('unknown');
  const { arn, dnsName } = await bed.balancer('unknown', fixedResponse('404', 'Not Found'));
  const SecurityGroups = [await createGroup('unknown-balancer')];
  await bed.client.send(new SetSecurityGroupsCommand({ LoadBalancerArn: arn, SecurityGroups }));
  await bed.listener(arn, 8080, { Type: 'forward', TargetGroupArn: group });
  await bed.serve('10.0.3.7', (_, response) => response.end('served'));
  await bed.register(group, '10.0.3.7');
  await passUntil(group, '10.0.3.7', 'healthy');
  expect(await bed.ask({ to: `${dnsName}:8080` })).toBe('200 served');
});
