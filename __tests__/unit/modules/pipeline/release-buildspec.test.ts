import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseBuildspec } from '../../../../modules/pipeline/buildspec';
import { IMAGE_TAG, PROJECT_VARIABLES, RELEASE_TAG } from '../../../helpers/image-build';
import { parseBuildspec, runBuildspec, type BuildspecRun } from '../../../helpers/run-buildspec';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const REPOSITORY = PROJECT_VARIABLES.REPOSITORY_URL;
const DIGEST = `sha256:${'a'.repeat(64)}`;
const FILE = 'imagedefinitions.json';

const folder = temporaryFolder();
const source = (): string => join(folder.path(), 'source');

/** Images of the repository: their tags by digest. */
type Images = Readonly<Record<string, readonly string[]>>;

/** What the build of this execution has pushed. */
const PUSHED: Images = { [DIGEST]: [IMAGE_TAG] };

/** It finds images as the AWS CLI does. */
const AWS = `
const images = JSON.parse(process.env.IMAGES);
const [kind, ...rest] = process.argv[process.argv.indexOf('--image-ids') + 1].split('=');
const wanted = rest.join('=');
const found = Object.entries(images).find(([digest, tags]) => kind === 'imageTag' ? tags.includes(wanted) : digest === wanted);
if (process.env.DENIED || !found) {
  console.error('An error occurred (' + (process.env.DENIED || 'ImageNotFoundException') + ') when calling DescribeImages');
  process.exit(254);
}
console.log(JSON.stringify({ imageDetails: [{ imageDigest: found[0], imageTags: found[1] }] }));
`;

/** Runs the buildspec on what a build has left in the folder `source`. */
function verify(images: Images = PUSHED, variables: Readonly<Record<string, string>> = {}): BuildspecRun {
  writeFileSync(join(folder.path(), 'aws.js'), AWS);
  const { REPOSITORY_URL, CONTAINER_NAME } = PROJECT_VARIABLES;
  return runBuildspec({
    folder: folder.path(),
    buildspec: releaseBuildspec,
    variables: { REPOSITORY_URL, CONTAINER_NAME, RELEASE_TAG, IMAGES: JSON.stringify(images), ...variables },
    programs: { aws: `#!/bin/sh\nexec '${process.execPath}' '${folder.path()}/aws.js' "$@"\n` },
  });
}

/** Leaves the file as a build would. */
function leave(content: unknown): void {
  mkdirSync(source(), { recursive: true });
  writeFileSync(join(source(), FILE), typeof content === 'string' ? content : JSON.stringify(content));
}

const naming = (imageUri: unknown): unknown => [{ name: 'hello', imageUri }];

function expectRefusal(run: BuildspecRun, problem: string): void {
  expect(run.log).toContain(`${FILE}: ${problem}`);
  expect(run.failed).toBe(
    '[ "$ANSWER" != refused ] # What the build left is no release of its own. The end of the log says what is wrong',
  );
  expect(run.exported).toEqual({});
  expect(run.status).toBe(1);
}

describe('the buildspec', () => {
  it('carries every program, byte for byte, and exports the digest alone', () => {
    const { env, phases } = parseBuildspec(releaseBuildspec);
    for (const program of ['verify.py', 'release_file.py', 'aws_cli.py']) {
      const text = readFileSync(join(__dirname, '../../../../modules/pipeline/buildspecs', program), 'utf8');
      expect(phases.install.commands[0]).toContain(`${program}" <<'END_OF_PROGRAM'\n${text}END_OF_PROGRAM\n`);
    }
    expect(env['exported-variables']).toEqual(['DIGEST']);
  });
});

describe('a build that pushed an image of its own', () => {
  it.each([`${REPOSITORY}:${IMAGE_TAG}`, `${REPOSITORY}@${DIGEST}`])(
    'is released by the digest, whether it names %s',
    (image) => {
      leave(naming(image));
      const { status, exported } = verify();
      expect(exported).toEqual({ DIGEST });
      expect(readFileSync(join(source(), FILE), 'utf8')).toBe(
        `[{"name": "hello", "imageUri": "${REPOSITORY}@${DIGEST}"}]`,
      );
      expect(status).toBe(0);
    },
  );

  it('is released again after another attempt of the same execution', () => {
    leave(naming(`${REPOSITORY}:${RELEASE_TAG}-8`));
    expect(verify({ ...PUSHED, [`sha256:${'b'.repeat(64)}`]: [`${RELEASE_TAG}-8`] }).exported).toEqual({
      DIGEST: `sha256:${'b'.repeat(64)}`,
    });
  });

  it('hands on nothing else that it left', () => {
    leave(naming(`${REPOSITORY}:${IMAGE_TAG}`));
    mkdirSync(join(source(), 'folder'));
    writeFileSync(join(source(), 'folder/file'), '');
    symlinkSync('/etc', join(source(), 'link'));
    expect(verify().status).toBe(0);
    expect(readdirSync(source())).toEqual([FILE]);
    expect(readdirSync('/etc').length).toBeGreaterThan(0);
  });
});

describe('a build cannot', () => {
  const SMUGGLED = `${REPOSITORY}:x","type":"PLAINTEXT"},{"name":"BASH_ENV","value":"$(touch $TMPDIR/ran)`;

  it.each([
    ['end the text that its image is filled into', SMUGGLED],
    ['release an image of another registry', `evil.example.com/shop-hello:${IMAGE_TAG}`],
    ['release an image of another repository', `${REPOSITORY}-x:${IMAGE_TAG}`],
    ['release a tag of its choice', `${REPOSITORY}:latest`],
    ['release an image of an earlier execution', `${REPOSITORY}:${RELEASE_TAG.replace('6a1f5c0e', '00000000')}-7`],
    ['add a line', `${REPOSITORY}:${IMAGE_TAG}\n`],
    ['leave the image out', null],
    ['name a digest that is none', `${REPOSITORY}@sha256:abc`],
  ])('%s', (_what, image) => {
    leave(naming(image));
    expectRefusal(verify(), 'imageUri is no image that this build may release, got ');
    expect(readdirSync(folder.path())).not.toContain('ran');
  });

  it('have an image taken that was in the repository before', () => {
    leave(naming(`${REPOSITORY}@${DIGEST}`));
    expectRefusal(verify({ [DIGEST]: [RELEASE_TAG.slice(0, 40), 'latest'] }), `${REPOSITORY}@${DIGEST} was not pushed`);
  });

  it('release what it has not pushed', () => {
    leave(naming(`${REPOSITORY}:${IMAGE_TAG}`));
    expectRefusal(verify({}), `${REPOSITORY}:${IMAGE_TAG} is not in ECR`);
  });

  it.each<[string, unknown, string]>([
    [
      'several containers',
      [
        { name: 'hello', imageUri: 'x' },
        { name: 'b', imageUri: 'y' },
      ],
      'must be a list of one object',
    ],
    ['another container', [{ name: 'web', imageUri: `${REPOSITORY}:${IMAGE_TAG}` }], 'name must be hello, got "web"'],
    [
      'more than an image',
      [{ name: 'hello', imageUri: 'x', command: 'y' }],
      'the object must have name and imageUri and',
    ],
    ['no list', { name: 'hello', imageUri: 'x' }, 'must be a list of one object'],
    ['a name twice', `[{"name":"hello","imageUri":"a","imageUri":"${REPOSITORY}:${IMAGE_TAG}"}]`, 'has a name twice'],
    ['no JSON', '[', 'not JSON'],
    ['deep JSON', '['.repeat(4000), 'not JSON'],
    ['a large file', ' '.repeat(5000), 'must have at most 4096 bytes'],
  ])('leave %s', (_what, content, problem) => {
    leave(content);
    expectRefusal(verify(), problem);
  });

  it('leave no file', () => {
    expectRefusal(verify(), 'not found');
  });

  it('leave a link to a file of the machine, or something else than a file', () => {
    const other = join(folder.path(), 'other');
    writeFileSync(other, JSON.stringify(naming(`${REPOSITORY}:${IMAGE_TAG}`)));
    mkdirSync(source());
    symlinkSync(other, join(source(), FILE));
    expectRefusal(verify(), 'must be a file, not a link');
  });

  it('leave a folder, also behind a link', () => {
    mkdirSync(join(source(), FILE), { recursive: true });
    writeFileSync(join(source(), FILE, FILE), JSON.stringify(naming(`${REPOSITORY}:${IMAGE_TAG}`)));
    expectRefusal(verify(), 'must be a file, not a folder');
    rmSync(join(source(), FILE), { recursive: true });
    symlinkSync('/etc', join(source(), FILE));
    expectRefusal(verify(), 'must be a file, not a link');
  });

  it('have a pipe waited for', () => {
    mkdirSync(source());
    execFileSync('mkfifo', [join(source(), FILE)]);
    expectRefusal(verify(), 'must be a file');
  });

  it('have programs of its own run', () => {
    leave(naming(`${REPOSITORY}:${IMAGE_TAG}`));
    for (const file of ['json.py', 'aws_cli.py', 'sitecustomize.py', 'aws', 'buildspec.yml'])
      writeFileSync(join(source(), file), `open("${folder.path()}/ran", "w")`);
    writeFileSync(join(source(), '.python-version'), '../../evil');
    expect(verify().status).toBe(0);
    expect(readdirSync(folder.path())).not.toContain('ran');
  });
});

it('a release fails at once where ECR refuses to answer', () => {
  leave(naming(`${REPOSITORY}:${IMAGE_TAG}`));
  const { status, log, failed } = verify(PUSHED, { DENIED: 'AccessDeniedException' });
  expect(log).toContain('An error occurred (AccessDeniedException) when calling DescribeImages');
  expect(failed).toBe('ANSWER=$("$PYTHON" "$PROGRAMS/verify.py")');
  expect(status).toBe(1);
});

it('a release fails where the pipeline names no commit and execution', () => {
  leave(naming(`${REPOSITORY}:${IMAGE_TAG}`));
  const { status, log } = verify(PUSHED, { RELEASE_TAG: '.*' });
  expect(log).toContain("The pipeline gave '.*' in place of a commit and an execution.");
  expect(status).toBe(1);
});
