import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { detachNetworkInterface, type NetworkInterface } from './network-interface';

const fixture = useEmbeddedAws();

const MISSING: NetworkInterface = {
  id: 'eni-0123456789abcdef0',
  subnetId: 'subnet-1',
  privateIPv4Address: '10.0.0.1',
  privateDnsName: '',
  macAddress: '',
  availabilityZone: '',
};

test('a network interface that was deleted with its network need not be deleted again', async () => {
  await expect(detachNetworkInterface({}, fixture.settings(), MISSING)).resolves.toBeUndefined();
});

test('a network interface that cannot be deleted for another reason is an error', async () => {
  const unreachable = { ...fixture.settings(), endpoint: 'http://127.0.0.1:1' };
  await expect(detachNetworkInterface({}, unreachable, MISSING)).rejects.toThrow('ECONNREFUSED');
});
