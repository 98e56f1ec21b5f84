import { CreateSubnetCommand, CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import type { EmbeddedAwsFixture } from '../../../testing/embedded-aws';

/** A VPC with a subnet in each of two zones. */
export interface Network {
  readonly vpcId: string;
  readonly subnets: string[];
}

/** Makes a network for load balancers. */
export async function createNetwork(fixture: EmbeddedAwsFixture): Promise<Network> {
  const ec2 = fixture.client(EC2Client);
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const vpcId = Vpc?.VpcId ?? '';
  const subnets = await Promise.all(
    ['a', 'b'].map(async (zone, index) => {
      const place = { VpcId: vpcId, CidrBlock: `10.0.${index}.0/24`, AvailabilityZone: `eu-central-1${zone}` };
      return (await ec2.send(new CreateSubnetCommand(place))).Subnet?.SubnetId ?? '';
    }),
  );
  return { vpcId, subnets };
}

/** @returns ARN of a new load balancer */
export async function createLoadBalancer(
  client: ElasticLoadBalancingV2Client,
  { subnets }: Network,
  name: string,
): Promise<string> {
  const { LoadBalancers } = await client.send(new CreateLoadBalancerCommand({ Name: name, Subnets: subnets }));
  return LoadBalancers?.[0]?.LoadBalancerArn ?? '';
}

/** @returns ARN of a new listener that answers 404 */
export async function createListener(
  client: ElasticLoadBalancingV2Client,
  loadBalancer: string,
  port: number,
): Promise<string> {
  const { Listeners } = await client.send(
    new CreateListenerCommand({
      LoadBalancerArn: loadBalancer,
      Protocol: 'HTTP',
      Port: port,
      DefaultActions: [
        { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404', ContentType: 'text/plain' } },
      ],
    }),
  );
  return Listeners?.[0]?.ListenerArn ?? '';
}

/** @returns ARN of a new target group of IP addresses */
export async function createTargetGroup(
  client: ElasticLoadBalancingV2Client,
  { vpcId }: Network,
  name: string,
): Promise<string> {
  const { TargetGroups } = await client.send(
    new CreateTargetGroupCommand({ Name: name, VpcId: vpcId, Protocol: 'HTTP', Port: 80, TargetType: 'ip' }),
  );
  return TargetGroups?.[0]?.TargetGroupArn ?? '';
}
