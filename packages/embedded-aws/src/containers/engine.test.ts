import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import { pack } from 'tar-stream';

import { createBuildRole } from '../testing/codebuild';
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

/** Whether a process still runs: a zombie, which has ended and still has its number, does not. */
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

  test('whose program neither the image nor this machine has does not start', async () => {
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

describe('the files of an image', () => {
  test.each([
    ['a script of its own', { Cmd: ['./start.sh'], WorkingDir: '/app' }],
    ['a command line in a shell', { Cmd: ['/bin/sh', '-c', 'cat /app/greeting && echo /no/such/file'] }],
    ['a program that this machine has in another folder', { Entrypoint: ['/usr/local/sbin/cat', '/app/greeting'] }],
  ])('are found by %s', async (_, settings) => {
    const files = { 'app/greeting': 'from the image\n', 'app/start.sh': '#!/bin/sh\ncat greeting\n' };
    const { container, lines } = await start(await imageOfFiles(files, settings));
    expect(await container.exited).toEqual({ exitCode: 0 });
    expect(lines[0]).toBe('from the image');
  });
});

test('an image is stopped with the signal that it asks for', async () => {
  const settings = {
    StopSignal: 'QUIT',
    Cmd: ['sh', '-c', 'trap "exit 9" QUIT; echo ready; while :; do sleep 0.1; done'],
  };
  const { container, lines } = await start(await imageOfFiles({ 'a.txt': '' }, settings));
  while (lines.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await container.stop(GRACE_MS);
  expect(await container.exited).toEqual({ exitCode: 9 });
});

test('two containers cannot have one port, even before the first has opened it', async () => {
  const reference = await imageOfFiles({ 'a.txt': '' }, { Cmd: ['sleep', '1000'] });
  const { container } = await start(reference, { containerPorts: [39_007] });
  await expect(start(reference, { containerPorts: [39_007] })).rejects.toThrow('another container has it');
  await container.stop(0);
  const { container: next } = await start(reference, { containerPorts: [39_007] });
  await next.stop(0);
});

test('a container does not outlive the process that started it, even if that is killed', async () => {
  const script = `
    const { spawn } = require('node:child_process');
    const { guard } = require(${JSON.stringify(path.join(__dirname, 'engine', 'guard.ts'))});
    const child = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' });
    guard(child.pid);
    console.log(child.pid);
  `;
  const parent = spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), '--eval', script]);
  const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
  expect(isRunning(pid.toString().trim())).toBe(true);
  parent.kill('SIGKILL');
  while (isRunning(pid.toString().trim())) await new Promise((resolve) => setImmediate(resolve));
});

describe('an image', () => {
  test('that a role may not pull cannot be pulled, in the words of IAM', async () => {
    const role = await createBuildRole(fixture, 'puller', [{ Action: 'ecr:GetAuthorizationToken', Resource: '*' }]);
    const assumed = { roleArn: role, service: 'codebuild.amazonaws.com', sourceArn: `${role}/build`, region: REGION };
    const settings = await fixture.aws.runtime.assumeRole(assumed);
    const reference = await imageOfFiles({ 'a.txt': '' }, {});
    await expect(fixture.aws.runtime.containers.pull(reference, settings)).rejects.toMatchObject({
      code: 'CannotPullContainerError',
      message: expect.stringMatching(
        /403 Forbidden: User: .* is not authorized to perform: ecr:BatchGetImage/,
      ) as string,
    });
  });

  test('that is not in its repository cannot be pulled', async () => {
    await expect(start(`${REGISTRY}/${REPOSITORY}:missing`)).rejects.toMatchObject({
      code: 'CannotPullContainerError',
      message: expect.stringContaining(`${REGISTRY}/${REPOSITORY}:missing: not found`) as string,
    });
  });

  test('of a registry that is not embedded cannot be pulled', async () => {
    await expect(start('quay.io/some/image:1')).rejects.toMatchObject({ code: 'CannotPullContainerError' });
  });

  test('of a fresh nginx answers its welcome on port 80, and listens on no other port', async () => {
    const { container } = await start('public.ecr.aws/nginx/nginx:stable', { containerPorts: [80, 8080] });
    expect((await ask(container, 80)).status).toBe(200);
    expect((await ask(container, 80, '/hello')).status).toBe(404);
    const other = container.loopbackPorts.get(8080) ?? 0;
    await expect(fetch(`http://127.0.0.1:${other}/`)).rejects.toThrow();
    await container.stop(GRACE_MS);
    expect(await container.exited).toEqual({ exitCode: 0 });
  });

  test("of Google's sample answers 200 on every path, on the port that PORT names, and has the digest of its name", async () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const reference = `us-docker.pkg.dev/cloudrun/container/hello@${digest}`;
    const { container } = await start(reference, { containerPorts: [80, 3000], environment: { PORT: '3000' } });
    for (const path of ['/', '/healthz?deep=1', '/shop/orders/1']) {
      expect((await ask(container, 3000, path)).status).toBe(200);
    }
    const other = container.loopbackPorts.get(80) ?? 0;
    await expect(fetch(`http://127.0.0.1:${other}/`)).rejects.toThrow();
    await container.stop(GRACE_MS);
    expect((await fixture.aws.runtime.containers.pull(reference, fixture.settings())).digest).toBe(digest);
  });

  test.each(['nginx', 'us-docker.pkg.dev/cloudrun/container/hello'])('of %s has one program', async (reference) => {
    await expect(start(reference, { command: ['sh', '-c', 'env'] })).rejects.toMatchObject({
      code: 'CannotStartContainerError',
      message: expect.stringContaining('"sh"') as string,
    });
  });
});
