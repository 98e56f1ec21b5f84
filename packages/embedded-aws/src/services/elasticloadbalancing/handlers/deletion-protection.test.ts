import {
  DeleteLoadBalancerCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
  ModifyLoadBalancerAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { createLoadBalancer, createNetwork, type Network } from './testing';

const fixture = useEmbeddedAws();

let client: ElasticLoadBalancingV2Client;
let network: Network;

beforeAll(async () => {
  client = fixture.client(ElasticLoadBalancingV2Client);
  network = await createNetwork(fixture);
});

async function protect(arn: string, enabled: boolean): Promise<void> {
  const Attributes = [
    { Key: 'deletion_protection.enabled', Value: String(enabled) },
    { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
  ];
  await client.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn: arn, Attributes }));
}

async function names(): Promise<(string | undefined)[]> {
  const { LoadBalancers = [] } = await client.send(new DescribeLoadBalancersCommand({}));
  return LoadBalancers.map(({ LoadBalancerName }) => LoadBalancerName);
}

test('a protected load balancer is not deleted until its protection is lifted', async () => {
  const arn = await createLoadBalancer(client, network, 'protected');
  await protect(arn, true);
  await expect(client.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }))).rejects.toMatchObject({
    name: 'OperationNotPermittedException',
    message: `Load balancer '${arn}' cannot be deleted because deletion protection is enabled`,
  });
  expect(await names()).toEqual(['protected']);

  await protect(arn, false);
  await client.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));
  expect(await names()).toEqual([]);
});

test('attributes are read back as they were set, beside those that were not', async () => {
  const arn = await createLoadBalancer(client, network, 'attributes');
  await protect(arn, true);
  const { Attributes } = await client.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: arn }));
  expect(Attributes).toEqual(
    expect.arrayContaining([
      { Key: 'deletion_protection.enabled', Value: 'true' },
      { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
      { Key: 'load_balancing.cross_zone.enabled', Value: 'false' },
    ]),
  );
});

test('deleting a load balancer that is not there does nothing, as at AWS', async () => {
  const arn = 'arn:aws:elasticloadbalancing:eu-central-1:210987654321:loadbalancer/app/none/1234567890abcdef';
  await expect(client.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }))).resolves.toBeDefined();
});
