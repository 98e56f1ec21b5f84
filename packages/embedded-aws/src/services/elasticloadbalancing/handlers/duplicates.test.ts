import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';

import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { createListener, createLoadBalancer, createNetwork, createTargetGroup, type Network } from './testing';

const fixture = useEmbeddedAws();

let client: ElasticLoadBalancingV2Client;
let network: Network;

beforeAll(async () => {
  client = fixture.client(ElasticLoadBalancingV2Client);
  network = await createNetwork(fixture);
});

test('a second load balancer of one name is refused', async () => {
  await createLoadBalancer(client, network, 'name');
  await expect(createLoadBalancer(client, network, 'name')).rejects.toMatchObject({
    name: 'DuplicateLoadBalancerNameException',
    message: 'A load balancer with the specified name already exists.',
  });
});

test('a second target group of one name is refused', async () => {
  await createTargetGroup(client, network, 'name');
  await expect(createTargetGroup(client, network, 'name')).rejects.toMatchObject({
    name: 'DuplicateTargetGroupNameException',
  });
});

test('a second listener of one port is refused, but not on another load balancer', async () => {
  const [one, two] = [
    await createLoadBalancer(client, network, 'one'),
    await createLoadBalancer(client, network, 'two'),
  ];
  await createListener(client, one, 80);
  await expect(createListener(client, one, 80)).rejects.toMatchObject({
    name: 'DuplicateListenerException',
    message: 'A listener with the specified port already exists.',
  });
  await expect(createListener(client, one, 8080)).resolves.toContain(':listener/app/one/');
  await expect(createListener(client, two, 80)).resolves.toContain(':listener/app/two/');
});
