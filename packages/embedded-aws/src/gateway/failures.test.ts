import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { createGateway } from './gateway';
import type { Service } from './service';

/** Stands for a bug in what a load balancer or an API serves. */
const BROKEN: Service = {
  signingName: 'elasticloadbalancing',
  dataPlanes: [{ takes: () => true, serve: () => Promise.reject(new Error('the target is undefined')) }],
};

test('a request that fails because of a bug ends at once, and the bug is told with its cause', async () => {
  const failures: Error[] = [];
  const parts = { moto: { port: 1 }, account: '123456789012', region: 'eu-central-1', services: [BROKEN], memory: {} };
  const gateway = createGateway({ ...parts, runtime: () => ({}) as never, onFailure: (error) => failures.push(error) });
  await once(gateway.listen(0, '127.0.0.1'), 'listening');
  const { port } = gateway.address() as AddressInfo;
  await expect(fetch(`http://127.0.0.1:${port}/hello`)).rejects.toThrow('fetch failed');
  gateway.close();
  expect(failures).toEqual([expect.objectContaining({ message: 'GET /hello failed' })]);
  expect(failures[0]?.cause).toEqual(new Error('the target is undefined'));
});
