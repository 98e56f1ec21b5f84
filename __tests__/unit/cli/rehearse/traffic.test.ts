import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ask, startTraffic } from '../../../../cli/rehearse/traffic';

/** A service whose third answer is a failure. */
let server: Server;
let answered: number;

beforeEach(async () => {
  answered = 0;
  server = createServer((request, response) => {
    answered += 1;
    if (answered === 5) server.emit('enough');
    response.writeHead(answered === 3 ? 503 : 200).end(request.headers.authorization);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hello`;

describe('a client that sends requests all the time', () => {
  test('counts its requests and reports each that failed', async () => {
    const traffic = startTraffic(url(), () => Promise.resolve({ authorization: 'token' }));
    await once(server, 'enough');
    const { requests, failures } = await traffic.stop();
    expect(requests).toBe(answered);
    expect(failures).toEqual([{ status: 503, body: 'token' }]);
  });

  test('counts a refused connection as a failure', async () => {
    expect(await ask('http://127.0.0.1:1/hello', () => Promise.resolve({}))).toMatchObject({ status: 0 });
  });
});
