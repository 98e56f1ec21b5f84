import { EventEmitter, once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

import type { DataPlane } from './data-plane';
import { createGateway } from './gateway';
import type { Runtime } from './runtime';

const UNUSED = { moto: { port: 1 }, account: '123456789012', region: 'eu-central-1', memory: {} };

let gateway: Server;

afterEach(async () => {
  const closed = once(gateway, 'close');
  gateway.close().closeAllConnections();
  await closed;
});

function gatewayOf(plane: DataPlane, failures: Error[]): Server {
  return createGateway({
    ...UNUSED,
    services: [{ signingName: 'elasticloadbalancing', dataPlanes: [plane] }],
    runtime: () => ({}) as Runtime,
    onFailure: (failure) => failures.push(failure),
  });
}

/** Sends a request whose caller closes the connection, and then fails. @returns what the gateway tells of it */
async function failureAfterClose(error: Error): Promise<Error | undefined> {
  const failures: Error[] = [];
  const serving = new EventEmitter();
  const plane: DataPlane = {
    takes: () => true,
    serve: async (incoming) => {
      caller.destroy();
      await once(incoming.socket, 'close');
      setImmediate(() => serving.emit('over'));
      throw error;
    },
  };
  gateway = gatewayOf(plane, failures).listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  const caller = connect((gateway.address() as AddressInfo).port, '127.0.0.1');
  const over = once(serving, 'over');
  caller.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
  await over;
  return failures[0];
}

test('that a caller has closed the connection is no failure', async () => {
  const closed = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
  expect(await failureAfterClose(closed)).toBeUndefined();
});

test('a bug is told even if the caller has closed the connection', async () => {
  const bug = new Error('undefined is not a function');
  expect(await failureAfterClose(bug)).toMatchObject({ message: 'GET / failed', cause: bug });
});

test('a request that fails because of a bug ends at once, and the bug is told with its cause', async () => {
  const failures: Error[] = [];
  const bug = new Error('the target is undefined');
  const plane: DataPlane = { takes: () => true, serve: () => Promise.reject(bug) };
  gateway = gatewayOf(plane, failures).listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  const { port } = gateway.address() as AddressInfo;
  await expect(fetch(`http://127.0.0.1:${port}/hello`)).rejects.toThrow('fetch failed');
  expect(failures).toMatchObject([{ message: 'GET /hello failed', cause: bug }]);
});
