import {
  CodeBuildClient,
  CreateProjectCommand,
  type ProjectSource,
  StartBuildCommand,
} from '@aws-sdk/client-codebuild';
import { PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';

import { createBucket, putObject, zipOf } from '../../../testing/bucket';
import {
  buildProject,
  createBuildRole,
  type FinishedBuild,
  finished,
  phaseOf,
  projectWith,
} from '../../../testing/codebuild';
import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';
import { handovers } from '../api';

const fixture = useEmbeddedAws();

const PLACE = { account: ACCOUNT, scope: { region: REGION } };
const BUILDSPEC = 'version: 0.2\nphases: { build: { commands: ["./run.sh"] } }';

let role: string;
let count = 0;

beforeAll(async () => {
  role = await createBuildRole(fixture, 'sources');
  await createBucket(fixture, 'sources');
  const VersioningConfiguration = { Status: 'Enabled' as const };
  await fixture.client(S3Client).send(new PutBucketVersioningCommand({ Bucket: 'sources', VersioningConfiguration }));
});

function put(key: string, body: Buffer | string): Promise<string | undefined> {
  return putObject(fixture, 'sources', key, body);
}

function script(text: string): Readonly<Record<string, string>> {
  return { 'buildspec.yml': BUILDSPEC, 'run.sh': `#!/bin/sh\necho ${text}\n` };
}

/** Builds a source with the buildspec in it. */
function build(source: ProjectSource, sourceVersion?: string): Promise<FinishedBuild> {
  const project = { ...projectWith('', role), name: `sources-${++count}`, source };
  return buildProject(fixture, project, sourceVersion === undefined ? {} : { sourceVersion });
}

describe('from S3', () => {
  test('a zip file is unpacked with its file modes, and built by the buildspec in it', async () => {
    await put('app.zip', await zipOf(script('built')));
    const { build: done, log } = await build({ type: 'S3', location: 'sources/app.zip' });
    expect(log).toContain('\nbuilt\n');
    expect(done.buildStatus).toBe('SUCCEEDED');
  });

  test('an older version is built if the call names it', async () => {
    const version = await put('versions.zip', await zipOf(script('older')));
    await put('versions.zip', await zipOf(script('newer')));
    const { build: done, log } = await build({ type: 'S3', location: 'sources/versions.zip' }, version);
    expect(log).toContain('\nolder\n');
    expect(done.sourceVersion).toBe(version);
  });

  test('a folder is downloaded as it is', async () => {
    await put('folder/buildspec.yml', 'version: 0.2\nphases: { build: { commands: [cat deep/file] } }');
    await put('folder/deep/file', 'deep\n');
    const { log } = await build({ type: 'S3', location: 'arn:aws:s3:::sources/folder/' });
    expect(log).toContain('\ndeep\n');
  });

  test('a key with dots writes nothing outside of the folder', async () => {
    await put('dots/buildspec.yml', 'version: 0.2\nphases: { build: { commands: [ls] } }');
    await put('dots/deep/../../../evil', 'evil');
    const { build: done } = await build({ type: 'S3', location: 'sources/dots/' });
    expect(phaseOf(done, 'DOWNLOAD_SOURCE')).toContain(
      'FAILED CLIENT_ERROR: sources/dots/deep/../../../evil leads out of the folder of the source',
    );
  });

  test('secondary sources are found by their identifiers', async () => {
    await put('app.zip', await zipOf(script('$(cat "$CODEBUILD_SRC_DIR_extra/name")')));
    await put('extra.zip', await zipOf({ name: 'the extra one' }));
    const { log } = await buildProject(fixture, {
      ...projectWith('', role),
      name: 'secondary',
      source: { type: 'S3', location: 'sources/app.zip' },
      secondarySources: [{ type: 'S3', location: 'sources/extra.zip', sourceIdentifier: 'extra' }],
    });
    expect(log).toContain('\nthe extra one\n');
  });

  test('the buildspec may be another file, or an object', async () => {
    const other = BUILDSPEC.replace('./run.sh', 'echo other');
    await put('other.zip', await zipOf({ 'deep/other.yml': other }));
    await put('spec.yml', BUILDSPEC.replace('./run.sh', 'echo object'));
    const location = 'sources/other.zip';
    expect((await build({ type: 'S3', location, buildspec: 'deep/other.yml' })).log).toContain('\nother\n');
    const object = await build({ type: 'S3', location, buildspec: 'arn:aws:s3:::sources/spec.yml' });
    expect(object.log).toContain('\nobject\n');
  });
});

describe('the source phase fails', () => {
  test('if the object is not there', async () => {
    const { build: done } = await build({ type: 'S3', location: 'sources/none.zip' });
    expect(phaseOf(done, 'DOWNLOAD_SOURCE')).toBe(
      'FAILED CLIENT_ERROR: NoSuchKey: The specified key does not exist. (sources/none.zip)',
    );
  });

  test('if the object is no zip file', async () => {
    await put('text.zip', 'no zip');
    const { build: done } = await build({ type: 'S3', location: 'sources/text.zip' });
    expect(phaseOf(done, 'DOWNLOAD_SOURCE')).toContain('FAILED CLIENT_ERROR: sources/text.zip cannot be unzipped');
  });

  test('if there is no buildspec in it', async () => {
    await put('bare.zip', await zipOf({ file: '' }));
    const { build: done } = await build({ type: 'S3', location: 'sources/bare.zip' });
    expect(phaseOf(done, 'DOWNLOAD_SOURCE')).toMatch(
      /^FAILED YAML_FILE_ERROR: stat .*\/src\/buildspec\.yml: no such file or directory$/,
    );
  });

  test('if the buildspec cannot be read, and says why', async () => {
    await put('folder.zip', await zipOf({ 'buildspec.yml/file': '' }));
    const { build: done } = await build({ type: 'S3', location: 'sources/folder.zip' });
    expect(phaseOf(done, 'DOWNLOAD_SOURCE')).toMatch(
      /^FAILED YAML_FILE_ERROR: .*\/src\/buildspec\.yml cannot be read: Error: EISDIR/,
    );
  });

  test('if the buildspec is none, and says where', async () => {
    const buildspec = 'version: 0.2\nphases:\n  build:\n    commands:\n      - echo a: b';
    const { build: done, log } = await build({ type: 'NO_SOURCE', buildspec });
    const message = 'Expected phases.build.commands[0] to be of string type: found subkeys instead at line 5';
    expect(phaseOf(done, 'DOWNLOAD_SOURCE')).toBe(`FAILED YAML_FILE_ERROR: ${message}`);
    expect(log).toContain(`Phase context status code: YAML_FILE_ERROR Message: ${message}\n`);
  });
});

describe('from a pipeline', () => {
  test('the inputs and the revision are those that the pipeline hands over', async () => {
    await put(
      'pipeline/app',
      await zipOf(script('$CODEBUILD_RESOLVED_SOURCE_VERSION $(cat $CODEBUILD_SRC_DIR_more/name)')),
    );
    await put('pipeline/more', await zipOf({ name: 'more' }));
    const source = { type: 'CODEPIPELINE' as const };
    const project = {
      ...projectWith('', role),
      name: 'pipeline',
      source,
      artifacts: { type: 'CODEPIPELINE' as const },
    };
    const codebuild = fixture.client(CodeBuildClient);
    await codebuild.send(new CreateProjectCommand(project));
    handovers.in(fixture.aws.memory, PLACE).set('token', {
      initiator: 'codepipeline/shop',
      sourceVersion: 'c0ffee',
      inputs: [
        { name: 'app', bucket: 'sources', key: 'pipeline/app' },
        { name: 'more', bucket: 'sources', key: 'pipeline/more' },
      ],
      outputs: [],
    });
    const start = new StartBuildCommand({ projectName: 'pipeline', idempotencyToken: 'token' });
    const { build: started } = await codebuild.send(start);
    const { build: done, log } = await finished(fixture, started?.id ?? '');

    expect(log).toContain('\nc0ffee more\n');
    expect(done).toMatchObject({
      initiator: 'codepipeline/shop',
      sourceVersion: 'arn:aws:s3:::sources/pipeline/app',
      resolvedSourceVersion: 'c0ffee',
    });
  });
});
