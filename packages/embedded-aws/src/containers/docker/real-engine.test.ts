import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import {
  BatchGetImageCommand,
  CreateRepositoryCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
} from '@aws-sdk/client-ecr';

import { useDocker } from '../../testing/docker';
import { ACCOUNT, REGION, useEmbeddedAws } from '../../testing/embedded-aws';
import { digestOf } from '../oci/digest';
import { parseManifest } from '../oci/manifest';

const REGISTRY = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;

const fixture = useEmbeddedAws();
const files = useDocker(() => ({ AWS_ENDPOINT_URL: fixture.aws.endpoint }));

/** A docker with an engine, as far as the stand-in can tell: it notes what it is asked, and saves a prepared archive. */
const ENGINE = `#!/bin/sh
echo "$*" >>"$ENGINE_FOLDER/calls"
case "$1" in
  info) echo 28.2.2 ;;
  save) cat "$ENGINE_FOLDER/saved.tar" ;;
  build) echo 'built by the engine'; exit "\${ENGINE_STATUS:-0}" ;;
esac
`;

/** What `docker save` writes of an image of one layer that is not compressed. */
async function saveImage(layer: string): Promise<void> {
  const rootfs = { type: 'layers', diff_ids: [digestOf(layer)] };
  const config = JSON.stringify({ architecture: 'amd64', os: 'linux', config: { Cmd: ['a'] }, rootfs });
  const manifest = [{ Config: 'config.json', RepoTags: [], Layers: ['one/layer.tar'] }];
  const saved = { 'manifest.json': JSON.stringify(manifest), 'config.json': config, 'one/layer.tar': layer };
  const named = Object.entries(saved).map(([name, content]) => [`saved/${name}`, content]);
  const folder = await files.write(Object.fromEntries(named) as Record<string, string>);
  execFileSync('tar', ['-cf', path.join(folder, 'saved.tar'), '-C', path.join(folder, 'saved'), '.']);
}

/** Runs docker with the engine on PATH after the stand-in. */
async function docker(
  words: readonly string[],
  more: Readonly<Record<string, string>> = {},
  input = '',
): ReturnType<typeof files.docker> {
  const folder = await files.write({ 'engine/docker': ENGINE });
  execFileSync('chmod', ['+x', path.join(folder, 'engine', 'docker')]);
  const PATH = [path.join(folder, 'runtime', 'docker', 'bin'), path.join(folder, 'engine'), '/usr/bin', '/bin'].join(
    ':',
  );
  return files.docker(words, { environment: { PATH, ENGINE_FOLDER: folder, ...more }, input });
}

const callsOfEngine = (): Promise<string> => readFile(path.join(files.folder, 'calls'), 'utf8');

test('an engine builds, with its own output and exit status', async () => {
  expect(await docker(['build', '-t', 'a', '.'])).toMatchObject({ status: 0, output: 'built by the engine\n' });
  expect(await docker(['build', '.'], { ENGINE_STATUS: '17' })).toMatchObject({ status: 17 });
  expect(await callsOfEngine()).toContain('\nbuild -t a .\n');
});

test('what an engine has built goes to the embedded registry, and never through its own push', async () => {
  const ecr = fixture.client(ECRClient);
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'engine' }));
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}));
  const token = Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64')
    .toString()
    .slice('AWS:'.length);
  await docker(['login', '--username', 'AWS', '--password-stdin', REGISTRY], {}, token);
  await saveImage('what was in the layer');
  const { status } = await docker(['push', `${REGISTRY}/engine:1`]);

  expect(status).toBe(0);
  expect(await callsOfEngine()).toBe(`info --format {{.ServerVersion}}\nsave ${REGISTRY}/engine:1\n`);
  const find = new BatchGetImageCommand({ repositoryName: 'engine', imageIds: [{ imageTag: '1' }] });
  const { images } = await ecr.send(find);
  expect(parseManifest(images?.[0]?.imageManifest ?? '')).toMatchObject({
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip' }],
  });
});

test('logins and what no engine is needed for stay with the stand-in', async () => {
  expect((await docker(['version'])).output).toContain('stand-in for docker');
  await expect(callsOfEngine()).rejects.toThrow('ENOENT');
});
