import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Checkout } from '../github/testing/checkout';
import { installMoto } from '../moto/install';
import { VENV } from '../testing/embedded-aws';

/** Milliseconds: the first run installs moto. */
const TIMEOUT_MS = 300_000;

const MAIN = path.join(__dirname, 'main.ts');

let temporary: string;

beforeAll(async () => {
  await installMoto({ directory: VENV });
}, TIMEOUT_MS);

beforeEach(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), 'embedded-aws-cli-'));
});

afterEach(async () => {
  await rm(temporary, { recursive: true });
});

/** The program, with a folder of its own for temporary files. */
function start(...flags: string[]): { child: ReturnType<typeof spawn>; output: () => string; errors: () => string } {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, '--venv', VENV, ...flags], {
    env: { PATH: process.env['PATH'], TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  return { child, output: () => output, errors: () => errors };
}

/** Waits until the program is ready. @returns the variables, as a shell reads them */
async function ready({ child, output, errors }: ReturnType<typeof start>): Promise<Record<string, string>> {
  while (!errors().includes('ready')) {
    if (child.exitCode !== null) throw new Error(errors());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { stdout } = await promisify(execFile)('env', ['-i', 'sh', '-c', `${output()}\nenv`]);
  const lines = stdout.trim().split('\n');
  return Object.fromEntries(
    lines.map((line): [string, string] => {
      const end = line.indexOf('=');
      return [line.slice(0, end), line.slice(end + 1)];
    }),
  );
}

async function isListening(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

test(
  'an AWS and a GitHub run until Ctrl-C, for all programs that have the printed variables',
  async () => {
    const program = start('--account', '210987654321', '--region', 'eu-central-1', '--github', 'acme/web-shop');
    const variables = await ready(program);
    const { AWS_ENDPOINT_URL: endpoint = '', AWS_REGION: region = '', GITHUB_API_URL: github = '' } = variables;
    const credentials = {
      accessKeyId: variables['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: variables['AWS_SECRET_ACCESS_KEY'] ?? '',
    };

    const sts = new STSClient({ endpoint, region, credentials });
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: '210987654321' });
    const s3 = new S3Client({ endpoint, region, credentials });
    await s3.send(new CreateBucketCommand({ Bucket: 'a-bucket' }));
    expect((await s3.send(new ListBucketsCommand({}))).Buckets).toMatchObject([{ Name: 'a-bucket' }]);
    for (const client of [sts, s3]) client.destroy();

    const repository = variables['REPOSITORY_ACME_WEB_SHOP'] ?? '';
    const checkout = await Checkout.create();
    const commit = await checkout.commit('Begin', { 'index.html': 'Hello' });
    await checkout.git('push', '--quiet', repository, 'main');
    expect(await checkout.git('ls-remote', repository, 'refs/heads/main')).toBe(`${commit}\trefs/heads/main`);
    await checkout.remove();
    expect(JSON.parse(variables['TF_REATTACH_PROVIDERS'] ?? '')).toHaveProperty([
      'registry.terraform.io/integrations/github',
    ]);

    program.child.kill('SIGINT');
    expect(await once(program.child, 'close')).toEqual([0, null]);
    expect([await isListening(endpoint), await isListening(github)]).toEqual([false, false]);
    // Node.js itself may keep what it compiled there.
    expect((await readdir(temporary)).filter((name) => name.startsWith('embedded-'))).toEqual([]);
  },
  TIMEOUT_MS,
);

test(
  'the port is the one that is asked for, and a port that is taken is a sentence',
  async () => {
    const first = start();
    const variables = await ready(first);
    expect(variables).not.toHaveProperty('GITHUB_API_URL');
    const { port } = new URL(variables['AWS_ENDPOINT_URL'] ?? '');
    const second = start('--port', port);
    expect(await once(second.child, 'close')).toEqual([1, null]);
    expect(second.errors()).toContain(`Port ${port} of 127.0.0.1 is taken`);
    first.child.kill('SIGTERM');
    expect(await once(first.child, 'close')).toEqual([0, null]);
    const again = start('--port', port);
    expect(await ready(again)).toMatchObject({ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
    again.child.kill('SIGTERM');
    expect(await once(again.child, 'close')).toEqual([0, null]);
  },
  TIMEOUT_MS,
);
