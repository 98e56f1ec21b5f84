import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const EXAMPLES = join(__dirname, '../../../examples');

interface Service {
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** What it logged so far. */
  readonly log: readonly string[];
}

const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

/** Starts a sample service on a free port and waits until it listens. */
async function start(name: string, variables: Readonly<Record<string, string>> = {}): Promise<Service> {
  const child = spawnService(name, variables);
  const log: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => log.push(line));
  await once(lines, 'line');
  const port = Number(/(\d+)"?\}$/.exec(log[0] ?? '')?.[1]);
  return { url: `http://127.0.0.1:${port}`, port, process: child, log };
}

function spawnService(name: string, variables: Readonly<Record<string, string>>) {
  const env = { PORT: '0', ...variables };
  const child = spawn(process.execPath, ['server.js'], {
    cwd: join(EXAMPLES, name),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  return child;
}

/** Sends the head of a request whose body of one byte is still to come, and waits until the service has it. */
async function startRequest(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.write('GET /health HTTP/1.1\r\nHost: example.com\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n');
  await once(socket, 'data');
  return socket;
}

/** Waits until a service has stopped listening. */
async function connectionsRefused(port: number): Promise<void> {
  while (await accepts(port));
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => {
      resolve(false);
    });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

async function answerOf(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const secrets = { DATABASE_URL: 'postgres://db', PAYMENT_TOKEN: 'token' };

describe.each([
  ['hello', {}],
  ['orders', secrets],
])('the sample service %s', (name, variables) => {
  it('listens on $PORT and is healthy', async () => {
    const { url } = await start(name, variables);
    const response = await fetch(`${url}/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'healthy' });
  });

  it('answers the request under way and ends by itself when it is asked to stop', async () => {
    const service = await start(name, variables);
    const idle = await fetch(`${service.url}/health`);
    await idle.text();
    const socket = await startRequest(service.port);
    // It may have ended before its answer has been read to the end.
    const ended = once(service.process, 'exit');
    service.process.kill('SIGTERM');
    await connectionsRefused(service.port);
    socket.write('x');
    expect(await answerOf(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n(.+\r\n)*Connection: close\r\n/);
    expect(await ended).toEqual([0, null]);
  });
});

describe('the sample service hello', () => {
  it.each(['/', '/hello', '/hello/you'])('greets on %s', async (path) => {
    const { url } = await start('hello');
    expect(await (await fetch(url + path)).json()).toEqual({ hello: 'world' });
  });
});

describe('the sample service orders', () => {
  it('takes orders and lists them', async () => {
    const { url } = await start('orders', secrets);
    const added = await fetch(`${url}/shop/orders`, { method: 'POST', body: '{"item":"tea"}' });
    expect(added.status).toBe(201);
    expect(await (await fetch(`${url}/shop/orders`)).json()).toEqual([{ number: 1, item: 'tea' }]);
  });

  it.each([
    ['GET', '/', undefined, 404],
    ['DELETE', '/shop/orders', undefined, 405],
    ['POST', '/shop/orders', '{}', 400],
    ['POST', '/shop/orders', 'tea', 400],
  ])('answers %s %s with body %s by %s', async (method, path, body, status) => {
    const { url } = await start('orders', secrets);
    const response = await fetch(url + path, { method, ...(body === undefined ? {} : { body }) });
    expect(response.status).toBe(status);
  });

  it.each([
    ['debug', ['{"level":"debug","message":"GET /health 200"}']],
    ['info', []],
  ])('logs requests as LOG_LEVEL=%s says', async (level, lines) => {
    const service = await start('orders', { ...secrets, LOG_LEVEL: level });
    await (await fetch(`${service.url}/health`)).text();
    service.process.kill('SIGTERM');
    await once(service.process, 'close');
    expect(service.log.slice(1)).toEqual(lines);
  });

  it.each(['DATABASE_URL', 'PAYMENT_TOKEN'])('ends at once without its secret %s', async (missing) => {
    const child = spawnService('orders', { ...secrets, [missing]: '' });
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(1);
  });
});
