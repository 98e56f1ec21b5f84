import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import { pack } from 'tar-stream';

import { pushImage } from '../testing/ecr';
import { ACCOUNT, REGION, useEmbeddedAws } from '../testing/embedded-aws';
import type { ContainerOptions, RunningContainer } from './container';
import type { RunSettings } from './oci/config';

const REPOSITORY = 'web';
const REGISTRY = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;

/** Milliseconds that containers get to stop. */
const GRACE_MS = 20_000;

const SERVER = `
const server = require('node:http').createServer((request, response) => response.end(process.env.GREETING + ' ' + process.cwd()));
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
process.on('SIGTERM', () => { console.log('stopping'); process.exit(3); });
`;

const fixture = useEmbeddedAws();
let made = 0;

beforeAll(async () => {
  await fixture.client(ECRClient).send(new CreateRepositoryCommand({ repositoryName: REPOSITORY }));
});

/** Pushes an image of these files. @returns what it is called */
async function imageOfFiles(files: Readonly<Record<string, string>>, settings: RunSettings): Promise<string> {
  const layer = pack();
  for (const [name, content] of Object.entries(files)) layer.entry({ name, mode: 0o755 }, content);
  layer.finalize();
  made += 1;
  const tag = `v${made}`;
  await pushImage(fixture.client(ECRClient), REPOSITORY, tag, gzipSync(await buffer(layer)), settings);
  return `${REGISTRY}/${REPOSITORY}:${tag}`;
}

async function start(
  reference: string,
  options: Partial<ContainerOptions> = {},
): Promise<{
  readonly container: RunningContainer;
  readonly lines: string[];
}> {
  const { containers } = fixture.aws.runtime;
  const image = await containers.pull(reference, fixture.settings());
  const lines: string[] = [];
  const container = await containers.start({
    image,
    environment: {},
    containerPorts: [],
    onOutput: (line) => lines.push(line),
    ...options,
  });
  return { container, lines };
}

/** Whether a process does anything still: one that nobody has asked how it ended does not. */
function isRunning(pid: string): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

/** Asks a container until it answers. */
async function ask(container: RunningContainer, port: number, target = '/'): Promise<Response> {
  const url = `http://127.0.0.1:${container.loopbackPorts.get(port) ?? 0}${target}`;
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response !== undefined) return response;
  }
}

describe('a container', () => {
  test("runs the image's program in the image's folder, on a free port that it is told", async () => {
    const settings = { Cmd: ['node', 'server.js'], WorkingDir: '/app', Env: ['GREETING=hello'] };
    const reference = await imageOfFiles({ 'app/server.js': SERVER }, settings);
    const { container, lines } = await start(reference, { environment: { PORT: '80' }, containerPorts: [80] });
    expect(container.loopbackPorts.get(80)).not.toBe(80);
    expect(await (await ask(container, 80)).text()).toMatch(/^hello .*\/app$/);

    await container.stop(GRACE_MS);
    expect(await container.exited).toEqual({ exitCode: 3 });
    expect(lines).toEqual(['listening', 'stopping']);
  });

  test('two of one image have ports of their own', async () => {
    const reference = await imageOfFiles({ 'server.js': SERVER }, { Cmd: ['node', '/server.js'] });
    const options = { environment: { PORT: '80' }, containerPorts: [80] };
    const [one, other] = await Promise.all([start(reference, options), start(reference, options)]);
    expect((await ask(one.container, 80)).status).toBe(200);
    expect((await ask(other.container, 80)).status).toBe(200);
    expect(one.container.loopbackPorts.get(80)).not.toBe(other.container.loopbackPorts.get(80));
    await Promise.all([one.container.stop(GRACE_MS), other.container.stop(GRACE_MS)]);
  });

  test('takes entry point, command and variables of the task over those of the image', async () => {
    const reference = await imageOfFiles(
      { 'a.txt': '' },
      { Entrypoint: ['false'], Cmd: ['image'], Env: ['A=image', 'B=image'] },
    );
    const { container, lines } = await start(reference, {
      entryPoint: ['/bin/sh', '-c'],
      command: ['echo "$A $B"; exit 7'],
      environment: { A: 'task' },
    });
    expect(await container.exited).toEqual({ exitCode: 7 });
    expect(lines).toEqual(['task image']);
  });

  test('that does not heed its stop signal is killed, with all that it has started', async () => {
    const reference = await imageOfFiles({ 'a.txt': '' }, {});
    const { container, lines } = await start(reference, {
      command: ['sh', '-c', 'trap "" TERM; sleep 1000 & echo $!; wait; wait'],
    });
    while (lines.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await container.stop(1);
    expect(await container.exited).toEqual({ exitCode: 137 });
    expect(isRunning(lines[0] ?? '')).toBe(false);
  });

  test('whose program nobody has does not start', async () => {
    const reference = await imageOfFiles({ 'a.txt': '' }, { Cmd: ['no-such-program'] });
    await expect(start(reference)).rejects.toMatchObject({
      code: 'CannotStartContainerError',
      message: expect.stringContaining('exec: "no-such-program": executable file not found in $PATH') as string,
    });
  });

  test('that is told no port needs its own, and does not start if that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const reference = await imageOfFiles({ 'a.txt': '' }, { Cmd: ['true'] });
    await expect(start(reference, { containerPorts: [port] })).rejects.toMatchObject({
      code: 'CannotStartContainerError',
      message: expect.stringContaining(`Port ${port} cannot be opened on this machine`) as string,
    });
    taken.close();
  });
});

describe('an image', () => {
  test('that is not in its repository cannot be pulled', async () => {
    await expect(start(`${REGISTRY}/${REPOSITORY}:missing`)).rejects.toMatchObject({
      code: 'CannotPullContainerError',
      message: expect.stringContaining(`${REGISTRY}/${REPOSITORY}:missing: not found`) as string,
    });
  });

  test('of a registry that is not embedded cannot be pulled', async () => {
    await expect(start('quay.io/some/image:1')).rejects.toMatchObject({ code: 'CannotPullContainerError' });
  });

  test('of a fresh nginx answers its welcome on port 80, and nothing elsewhere', async () => {
    const { container } = await start('public.ecr.aws/nginx/nginx:stable', { containerPorts: [80, 8080] });
    expect((await ask(container, 80)).status).toBe(200);
    expect((await ask(container, 80, '/hello')).status).toBe(404);
    const other = container.loopbackPorts.get(8080) ?? 0;
    await expect(fetch(`http://127.0.0.1:${other}/`)).rejects.toThrow();
    await container.stop(GRACE_MS);
    expect(await container.exited).toEqual({ exitCode: 0 });
  });
});
