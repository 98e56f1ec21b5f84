import {
  CodeBuildClient,
  CreateProjectCommand,
  type ProjectArtifacts,
  StartBuildCommand,
} from '@aws-sdk/client-codebuild';
import { createHash } from 'node:crypto';

import { createBucket, keysOf, objectOf, putObject, type Texts, textsOf, zipOf } from '../../../testing/bucket';
import {
  buildProject,
  createBuildRole,
  type FinishedBuild,
  finished,
  phaseOf,
  projectWith,
} from '../../../testing/codebuild';
import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';
import { type ArtifactObject, handovers } from '../api';

const fixture = useEmbeddedAws();

const ZIP: ProjectArtifacts = { type: 'S3', location: 'artifacts', packaging: 'ZIP', name: 'app.zip' };

/** Makes a tree of files, and says what becomes of them. */
const MAKE =
  'mkdir -p dist/js dist-2 && echo 1 > dist/index.html && echo 2 > dist/js/app.js && echo 3 > dist/js/app.js.map && echo 4 > dist-2/.hidden && ln -s index.html dist/link && ln -s /none dist/dangling';

let role: string;
let count = 0;

beforeAll(async () => {
  role = await createBuildRole(fixture, 'artifacts');
  await createBucket(fixture, 'artifacts');
});

function buildspec(...artifacts: readonly string[]): string {
  const lines = ['version: 0.2', `phases: { build: { commands: ['${MAKE}'] } }`, ...artifacts];
  return lines.join('\n');
}

/** Builds the tree and uploads what these lines of the buildspec say. */
function upload(target: ProjectArtifacts, ...artifacts: readonly string[]): Promise<FinishedBuild> {
  const project = { ...projectWith(buildspec(...artifacts), role), artifacts: target };
  return buildProject(fixture, { ...project, name: `artifacts-${++count}` });
}

async function uploaded(...artifacts: readonly string[]): Promise<Texts> {
  await upload(ZIP, ...artifacts);
  return textsOf(await objectOf(fixture, 'artifacts', 'app.zip'));
}

describe('of the files', () => {
  test('all are uploaded if all are named, hidden ones too; links are the files that they lead to', async () => {
    expect(await uploaded("artifacts: { files: ['**/*'] }")).toEqual({
      'dist-2/.hidden': '4\n',
      'dist/index.html': '1\n',
      'dist/js/app.js': '2\n',
      'dist/js/app.js.map': '3\n',
      'dist/link': '1\n',
    });
  });

  test('those of the base directory are named from there', async () => {
    expect(await uploaded("artifacts: { files: ['*', js/*.js], base-directory: dist }")).toEqual({
      'index.html': '1\n',
      'js/app.js': '2\n',
      link: '1\n',
    });
  });

  test('those of several base directories come together, without their paths if these are discarded', async () => {
    const lines =
      "artifacts: { files: ['**/*'], base-directory: 'dist*', discard-paths: yes, exclude-paths: ['**/*.map'] }";
    expect(Object.keys(await uploaded(lines))).toEqual(['.hidden', 'app.js', 'index.html', 'link']);
  });

  test('names may hold variables of the build', async () => {
    const lines = ['env: { variables: { NAME: index } }', 'artifacts: { files: ["dist/$NAME.html"] }'];
    expect(await uploaded(...lines)).toEqual({ 'dist/index.html': '1\n' });
  });
});

describe('the upload fails', () => {
  const failures: [string, string, string][] = [
    ['if nothing matches', 'artifacts: { files: [none] }', 'no matching artifact paths found'],
    [
      'if there is no base directory',
      "artifacts: { files: ['**/*'], base-directory: none }",
      'no matching base directory path found for none',
    ],
    ['if the buildspec names nothing', '', 'no artifacts in the buildspec, which says what to upload'],
  ];

  test.each(failures)('%s', async (_, line, message) => {
    const { build } = await upload(ZIP, line);
    expect(phaseOf(build, 'UPLOAD_ARTIFACTS')).toBe(`FAILED CLIENT_ERROR: ${message}`);
    expect(phaseOf(build, 'BUILD')).toBe('SUCCEEDED : ');
    expect(build.buildStatus).toBe('FAILED');
  });

  test('if the bucket is not there', async () => {
    const { build } = await upload({ ...ZIP, location: 'no-bucket' }, "artifacts: { files: ['**/*'] }");
    expect(phaseOf(build, 'UPLOAD_ARTIFACTS')).toContain('FAILED CLIENT_ERROR: NoSuchBucket');
  });
});

describe('to a bucket', () => {
  const files = 'artifacts: { files: [dist/index.html, dist/js/app.js], name: "named-$((1 + 1))" }';

  test('a zip file is told with its checksums', async () => {
    const { build } = await upload({ ...ZIP, path: 'zip', namespaceType: 'BUILD_ID' }, files);
    const key = `zip/${build.id?.split(':')[1] ?? ''}/app.zip`;
    const zip = await objectOf(fixture, 'artifacts', key);
    expect(build.artifacts).toMatchObject({
      location: `arn:aws:s3:::artifacts/${key}`,
      sha256sum: createHash('sha256').update(zip).digest('hex'),
      md5sum: createHash('md5').update(zip).digest('hex'),
    });
  });

  test('single files are uploaded under the name that the buildspec gives', async () => {
    await upload({ ...ZIP, packaging: 'NONE', path: 'files', overrideArtifactName: true }, files);
    const keys = await keysOf(fixture, 'artifacts');
    expect(keys.filter((key) => key.startsWith('files/'))).toEqual([
      'files/named-2/dist/index.html',
      'files/named-2/dist/js/app.js',
    ]);
  });

  test('secondary artifacts go where the project says', async () => {
    const secondary: ProjectArtifacts = { ...ZIP, name: 'js.zip', artifactIdentifier: 'js' };
    const text = buildspec(
      'artifacts: { files: [dist/index.html], secondary-artifacts: { js: { files: [dist/js/*] } } }',
    );
    const project = { ...projectWith(text, role), artifacts: ZIP, secondaryArtifacts: [secondary] };
    const { build } = await buildProject(fixture, { ...project, name: 'secondary' });
    expect(build.secondaryArtifacts).toMatchObject([
      { artifactIdentifier: 'js', location: 'arn:aws:s3:::artifacts/js.zip' },
    ]);
    expect(Object.keys(await textsOf(await objectOf(fixture, 'artifacts', 'js.zip')))).toEqual([
      'dist/js/app.js',
      'dist/js/app.js.map',
    ]);
  });
});

describe('of a pipeline', () => {
  /** Builds with outputs that a pipeline asks for. */
  async function output(outputs: readonly ArtifactObject[], ...artifacts: readonly string[]): Promise<FinishedBuild> {
    const name = `pipeline-${++count}`;
    await putObject(fixture, 'artifacts', 'source', await zipOf({ 'buildspec.yml': buildspec(...artifacts) }));
    const source = { type: 'CODEPIPELINE' as const };
    const codebuild = fixture.client(CodeBuildClient);
    const project = { ...projectWith('', role), name, source, artifacts: { type: 'CODEPIPELINE' as const } };
    await codebuild.send(new CreateProjectCommand(project));
    const inputs = [{ name: 'source', bucket: 'artifacts', key: 'source' }];
    const handover = { initiator: 'codepipeline/shop', sourceVersion: 'c0ffee', inputs, outputs };
    handovers.in(fixture.aws.memory, { account: ACCOUNT, scope: { region: REGION } }).set(name, handover);
    const { build } = await codebuild.send(new StartBuildCommand({ projectName: name, idempotencyToken: name }));
    return finished(fixture, build?.id ?? '');
  }

  test('the only output is the primary artifact', async () => {
    const { build } = await output(
      [{ name: 'web', bucket: 'artifacts', key: 'out/web' }],
      'artifacts: { files: [dist/index.html] }',
    );
    expect(build.artifacts?.location).toBe('arn:aws:s3:::artifacts/out/web');
    expect(await textsOf(await objectOf(fixture, 'artifacts', 'out/web'))).toEqual({ 'dist/index.html': '1\n' });
  });

  test('several outputs are the secondary artifacts of their names', async () => {
    await output(
      [
        { name: 'web', bucket: 'artifacts', key: 'out/1' },
        { name: 'js', bucket: 'artifacts', key: 'out/2' },
      ],
      'artifacts: { secondary-artifacts: { web: { files: [dist/index.html] }, js: { files: [dist/js/app.js] } } }',
    );
    expect(await textsOf(await objectOf(fixture, 'artifacts', 'out/1'))).toEqual({ 'dist/index.html': '1\n' });
    expect(await textsOf(await objectOf(fixture, 'artifacts', 'out/2'))).toEqual({ 'dist/js/app.js': '2\n' });
  });

  test('an output that the buildspec does not name fails the upload', async () => {
    const outputs = ['web', 'js'].map((name) => ({ name, bucket: 'artifacts', key: name }));
    const { build } = await output(
      outputs,
      'artifacts: { secondary-artifacts: { web: { files: [dist/index.html] } } }',
    );
    expect(phaseOf(build, 'UPLOAD_ARTIFACTS')).toBe(
      'FAILED CLIENT_ERROR: no secondary-artifacts.js in the buildspec, which says what to upload',
    );
  });
});
