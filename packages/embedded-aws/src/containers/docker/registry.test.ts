import path from 'node:path';

import {
  BatchGetImageCommand,
  CreateRepositoryCommand,
  DescribeImagesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
} from '@aws-sdk/client-ecr';

import { createBuildRole } from '../../testing/codebuild';
import { runProgram, useDocker } from '../../testing/docker';
import { ACCOUNT, REGION, useEmbeddedAws, VENV } from '../../testing/embedded-aws';
import type { AwsSettings } from '../../gateway/settings';

const EXAMPLES = path.join(__dirname, '..', '..', '..', '..', '..', 'examples');
const REGISTRY = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;

const fixture = useEmbeddedAws();
const { docker, write } = useDocker(() => ({ AWS_ENDPOINT_URL: fixture.aws.endpoint }));
let ecr: ECRClient;

beforeAll(() => {
  ecr = fixture.client(ECRClient);
});

async function create(
  repositoryName: string,
  imageTagMutability: 'MUTABLE' | 'IMMUTABLE' = 'MUTABLE',
): Promise<string> {
  await ecr.send(new CreateRepositoryCommand({ repositoryName, imageTagMutability }));
  return `${REGISTRY}/${repositoryName}`;
}

/** Logs in with the credentials of the settings. */
async function logIn(settings: AwsSettings = fixture.settings()): Promise<void> {
  const client = new ECRClient(settings);
  const { authorizationData } = await client.send(new GetAuthorizationTokenCommand({}));
  client.destroy();
  const token = Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64').toString();
  const words = ['login', '--username', 'AWS', '--password-stdin', REGISTRY];
  const { status } = await docker(words, { input: token.slice('AWS:'.length) });
  expect(status).toBe(0);
}

async function buildAndPush(image: string, content: string): Promise<Awaited<ReturnType<typeof docker>>> {
  const folder = await write({ Dockerfile: 'FROM scratch\nCOPY a /a\n', a: content });
  expect((await docker(['build', '-t', image, folder])).status).toBe(0);
  return docker(['push', image]);
}

test('an example is built, pushed as its buildspec says, and found in its repository', async () => {
  const repository = await create('orders');
  const password = await runProgram(path.join(VENV, 'bin', 'aws'), ['ecr', 'get-login-password'], {
    environment: {
      AWS_ENDPOINT_URL: fixture.aws.endpoint,
      AWS_DEFAULT_REGION: REGION,
      AWS_ACCESS_KEY_ID: 'rehearsal',
      AWS_SECRET_ACCESS_KEY: 'rehearsal',
    },
  });
  const login = ['login', '--username', 'AWS', '--password-stdin', REGISTRY];
  expect(await docker(login, { input: password.output })).toMatchObject({ status: 0, output: 'Login Succeeded\n' });
  const image = `${repository}:1.0`;
  const source = path.join(EXAMPLES, 'orders');
  const build = ['build', '--file', 'docker/Dockerfile', '--tag', image, '.'];
  expect((await docker(build, { directory: source })).status).toBe(0);
  const { status, output } = await docker(['push', image]);
  expect(status).toBe(0);

  const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName: 'orders' }));
  const [, digest = '', size = ''] = /1\.0: digest: (sha256:\w{64}) size: (\d+)\n$/.exec(output) ?? [];
  expect(imageDetails).toMatchObject([{ imageTags: ['1.0'], imageDigest: digest }]);
  const { images } = await ecr.send(
    new BatchGetImageCommand({ repositoryName: 'orders', imageIds: [{ imageTag: '1.0' }] }),
  );
  expect(images?.[0]?.imageManifest).toHaveLength(Number(size));
});

test('what was built from the same files has the same digest, and its layers are not sent again', async () => {
  const repository = await create('repeated');
  await logIn();
  const first = await buildAndPush(`${repository}:1`, 'same');
  const second = await buildAndPush(`${repository}:2`, 'same');
  expect(first.output).toContain(': Pushed\n');
  expect(second.output).toContain(': Layer already exists\n');
  const digestIn = (text: string): string | undefined => /digest: (\S+)/.exec(text)?.[1];
  expect(digestIn(second.output)).toBe(digestIn(first.output));
});

test('an image that is pushed again is no error, although its tag may not change', async () => {
  const image = `${await create('again', 'IMMUTABLE')}:1`;
  await logIn();
  await buildAndPush(image, 'same');
  expect((await buildAndPush(image, 'same')).status).toBe(0);
});

test('a tag that may not change is refused for another image', async () => {
  const image = `${await create('fixed', 'IMMUTABLE')}:1`;
  await logIn();
  await buildAndPush(image, 'first');
  expect(await buildAndPush(image, 'second')).toMatchObject({
    status: 1,
    errors:
      "tag invalid: The image tag '1' already exists in the 'fixed' repository and cannot be overwritten because the tag is immutable.\n",
  });
});

test('a repository that is not there is not made', async () => {
  await logIn();
  expect(await buildAndPush(`${REGISTRY}/missing:1`, 'content')).toMatchObject({
    status: 1,
    errors: `name unknown: The repository with name 'missing' does not exist in the registry with id '${ACCOUNT}'\n`,
  });
});

test('an image that was not built is not there to push', async () => {
  await logIn();
  const { status, errors } = await docker(['push', `${REGISTRY}/unbuilt:1`]);
  expect([status, errors]).toEqual([1, `An image does not exist locally with the tag: ${REGISTRY}/unbuilt:1\n`]);
});

describe('without the right to', () => {
  test('log in, nothing is pushed', async () => {
    const image = `${await create('closed')}:1`;
    expect(await buildAndPush(image, 'content')).toMatchObject({ status: 1, errors: 'no basic auth credentials\n' });
    const words = ['login', '--username', 'AWS', '--password-stdin', REGISTRY];
    const { status, errors } = await docker(words, { input: 'made up' });
    expect([status, errors]).toEqual([1, expect.stringContaining('login attempt') as string]);
  });

  test('log in again, nothing is pushed after a logout', async () => {
    const image = `${await create('left')}:1`;
    await logIn();
    expect((await docker(['logout', REGISTRY])).output).toBe(`Removing login credentials for ${REGISTRY}\n`);
    expect(await buildAndPush(image, 'content')).toMatchObject({ status: 1, errors: 'no basic auth credentials\n' });
  });

  test.each([
    ['look for layers', 'ecr:BatchCheckLayerAvailability'],
    ['upload layers', 'ecr:InitiateLayerUpload'],
    ['finish layers', 'ecr:CompleteLayerUpload'],
    ['put images', 'ecr:PutImage'],
  ])('%s, the role that fetched the token is told what it lacks', async (_, denied) => {
    const name = denied.replace('ecr:', '').toLowerCase();
    const image = `${await create(name)}:1`;
    const NotAction = ['ecr:GetAuthorizationToken', denied];
    const allowed = [
      'BatchCheckLayerAvailability',
      'InitiateLayerUpload',
      'UploadLayerPart',
      'CompleteLayerUpload',
      'PutImage',
    ]
      .map((operation) => `ecr:${operation}`)
      .filter((operation) => !NotAction.includes(operation));
    const roleArn = await createBuildRole(fixture, name, [
      { Action: ['ecr:GetAuthorizationToken', ...allowed], Resource: '*' },
    ]);
    const role = {
      roleArn,
      service: 'codebuild.amazonaws.com',
      sourceArn: `arn:aws:codebuild:${REGION}:${ACCOUNT}:project/x`,
    };
    await logIn(await fixture.aws.runtime.assumeRole({ ...role, region: REGION }));
    const { status, errors } = await buildAndPush(image, name);
    expect(status).toBe(1);
    expect(errors).toMatch(new RegExp(`^denied: User: \\S+ is not authorized to perform: ${denied} on resource`));
  });
});

describe('images of the embedded registry', () => {
  test('are what other images are built from', async () => {
    const base = `${await create('base')}:1`;
    await logIn();
    const folder = await write({
      'base/Dockerfile': 'FROM scratch\nENV NAME=base\nCOPY a /data/a\n',
      'base/a': 'from the base',
      'top/Dockerfile': `FROM ${base}\nRUN true\nCOPY --from=${base} /data/a /copied/\nENV NAME="$NAME and top"\n`,
    });
    await docker(['build', '-t', base, '--push', path.join(folder, 'base')]);
    const other = { environment: { DOCKER_CONFIG: path.join(folder, 'other') } };
    const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}));
    const [, password = ''] = Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64')
      .toString()
      .split(':');
    await docker(['login', '-u', 'AWS', '-p', password, REGISTRY], other);
    const { status } = await docker(['build', '-t', 'top', path.join(folder, 'top')], other);
    expect(status).toBe(0);
    const { output } = await docker(
      ['inspect', '--format', '{{json .Config.Env}} {{json .RootFS.Layers}}', 'top'],
      other,
    );
    expect(output).toMatch(/^\["NAME=base and top"\] \["sha256:\w{64}","sha256:\w{64}"\]\n$/);
  });

  test('can be pulled by tag, and what is missing is told', async () => {
    const image = `${await create('pulled')}:1`;
    await logIn();
    await buildAndPush(image, 'content');
    expect((await docker(['pull', image])).status).toBe(0);
    expect(await docker(['pull', image.replace(':1', ':2')])).toMatchObject({
      status: 1,
      errors: 'manifest unknown: Requested image not found\n',
    });
  });
});
