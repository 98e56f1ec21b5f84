import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { useDocker } from '../../testing/docker';

const files = useDocker();
const { docker } = files;

beforeEach(() => files.write({ Dockerfile: 'FROM scratch\nENV A=1\nCOPY a /\n', a: 'content' }));

test('a build prints its steps as progress, and the id only when it is asked to be quiet', async () => {
  const { status, output, errors } = await docker(['build', '--tag', 'shop:1', '--iidfile', 'id', '.']);
  expect([status, output]).toEqual([0, '']);
  expect(errors).toMatch(/\[stage-0 2\/2\] COPY a \/\nwriting image sha256:\w{64}\nnaming to shop:1\n$/);
  const id = await readFile(path.join(files.folder, 'id'), 'utf8');
  expect(await docker(['build', '-q', '.'])).toEqual({ status: 0, output: `${id}\n`, errors: '' });
});

test('an image has as many names as it is given, and is described under each', async () => {
  await docker(['build', '-t', 'shop:1', '-t', 'shop', '.']);
  await docker(['tag', 'shop:1', 'other.example/shop:2']);
  const { output } = await docker(['inspect', 'other.example/shop:2']);
  expect(JSON.parse(output)).toMatchObject([
    {
      RepoTags: ['docker.io/library/shop:1', 'docker.io/library/shop:latest', 'other.example/shop:2'],
      Config: { Env: ['A=1'] },
      Os: 'linux',
    },
  ]);
  const id = (await docker(['image', 'inspect', '--format', '{{.Id}}', 'shop'])).output.trim();
  expect((await docker(['inspect', '-f', '{{index .RepoTags 0}}', id])).output).toBe('docker.io/library/shop:1\n');
  expect((await docker(['inspect', '-f', '{{range .A}}', 'shop'])).errors).toContain('understands {{.Id}}');
  expect((await docker(['images'])).output).toContain('other.example/shop:2');
});

test('a build for another platform says so in the image', async () => {
  await docker(['build', '-t', 'arm', '--platform', 'linux/arm64', '.']);
  expect((await docker(['inspect', '-f', '{{.Architecture}}', 'arm'])).output).toBe('arm64\n');
});

describe('docker refuses', () => {
  const refusals: [string, string[], string][] = [
    [
      'what it has no engine for',
      ['run', '-it', 'shop'],
      'docker run: this is a stand-in for docker, which runs no containers; it supports login,',
    ],
    ['an unknown option', ['build', '--wrong', '.'], "error: unknown option '--wrong'"],
    [
      'an unknown platform',
      ['build', '--platform', 'windows/amd64', '.'],
      '--platform windows/amd64: the stand-in for docker builds for one Linux platform',
    ],
    ['a context that is no folder', ['build', 'missing'], 'unable to prepare context: path "missing" is no folder'],
    [
      'a context that is an address',
      ['build', 'https://github.com/a/b.git'],
      'this stand-in for docker builds folders only',
    ],
    ['a name in capitals', ['build', '-t', 'Shop', '.'], 'invalid reference format: "Shop" is no name of an image'],
    ['an image that is not there', ['inspect', 'missing'], 'Error response from daemon: No such image: missing'],
    [
      'another registry',
      ['push', 'shop:1'],
      'docker.io cannot be reached: the embedded AWS has no other registries than',
    ],
    [
      'a registry of no embedded AWS',
      ['pull', '123456789012.dkr.ecr.eu-central-1.amazonaws.com/a'],
      'AWS_ENDPOINT_URL is not set',
    ],
    [
      'a login without a password',
      ['login', '123456789012.dkr.ecr.eu-central-1.amazonaws.com'],
      'Cannot perform an interactive login',
    ],
  ];

  test.each(refusals)('%s', async (_, words, message) => {
    const { status, errors } = await docker(words);
    expect(errors).toContain(message);
    expect(status).toBe(1);
  });
});
