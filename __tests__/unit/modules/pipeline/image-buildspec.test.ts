import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageBuildspec } from '../../../../modules/pipeline/buildspec';
import { IMAGE_TAG, PROJECT_VARIABLES, runImageBuild } from '../../../helpers/image-build';
import { parseBuildspec } from '../../../helpers/run-buildspec';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const PROGRAMS = join(__dirname, '../../../../modules/pipeline/buildspecs');
const REGISTRY = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';
const IMAGE = `${REGISTRY}/shop-hello:${IMAGE_TAG}`;
const DEFINITIONS = `[{"name":"hello","imageUri":"${IMAGE}"}]\n`;

const parsedBuildspec = parseBuildspec(imageBuildspec);

const folder = temporaryFolder();
const run = (sources: Record<string, string>, options?: Parameters<typeof runImageBuild>[2]) =>
  runImageBuild(folder.path(), sources, options);

/** An own buildspec with these commands in its build phase. */
function ownBuildspec(...commands: readonly string[]): string {
  return ['version: 0.2', 'phases:', '  build:', '    commands:', ...commands.map((line) => `      - ${line}`)].join(
    '\n',
  );
}

describe('the buildspec', () => {
  it('carries every program, byte for byte', () => {
    const [writePrograms] = parsedBuildspec.phases.install.commands;
    for (const program of [
      'own_buildspec.py',
      'buildspec_rules.py',
      'build_image.sh',
      'image_definitions.py',
      'release_file.py',
    ]) {
      const text = readFileSync(join(PROGRAMS, program), 'utf8');
      expect(writePrograms).toContain(`cat > "$PROGRAMS/${program}" <<'END_OF_PROGRAM'\n${text}END_OF_PROGRAM\n`);
      expect(text).not.toContain('END_OF_PROGRAM');
    }
  });

  it('is shorter than the 25,600 characters that CodeBuild accepts', () => {
    expect(imageBuildspec.length).toBeLessThan(25_600);
  });

  it('exports no variable, passes on imagedefinitions.json alone and stops where the build fails', () => {
    expect(parsedBuildspec).toMatchObject({
      version: 0.2,
      env: { shell: 'bash' },
      phases: { build: { 'on-failure': 'ABORT' } },
      artifacts: { files: ['imagedefinitions.json'] },
    });
    expect(parsedBuildspec.env).not.toHaveProperty('exported-variables');
  });
});

describe('the build of a repository without a buildspec.yml', () => {
  it('builds and pushes an image with a tag of its own, and names it', () => {
    const { status, calls, definitions } = run({ Dockerfile: '' });
    expect(calls).toEqual([
      'aws ecr get-login-password',
      `docker login --username AWS --password-stdin ${REGISTRY}`,
      '< pass',
      `docker build --file ./Dockerfile --tag ${IMAGE} ./.`,
      `docker push ${IMAGE}`,
    ]);
    expect(definitions).toBe(DEFINITIONS);
    expect(status).toBe(0);
  });

  it('uses the configured Dockerfile and context', () => {
    const { calls } = run(
      { 'docker/app.Dockerfile': '', 'app/index.js': '' },
      { variables: { DOCKERFILE: 'docker/app.Dockerfile', CONTEXT: 'app' } },
    );
    expect(calls).toContain(`docker build --file ./docker/app.Dockerfile --tag ${IMAGE} ./app`);
  });

  it('pushes to a repository whose name has slashes', () => {
    const { calls } = run({ Dockerfile: '' }, { variables: { REPOSITORY_URL: `${REGISTRY}/shop/hello` } });
    expect(calls).toContain(`docker push ${REGISTRY}/shop/hello:${IMAGE_TAG}`);
  });

  it.each(['build', 'push', 'login'])('fails, and releases nothing, when docker %s fails', (command) => {
    const { status, definitions } = run({ Dockerfile: '' }, { variables: { DOCKER_FAILS_AT: command } });
    expect(definitions).toBeUndefined();
    expect(status).toBe(1);
  });

  it.each([
    ['Dockerfile', { DOCKERFILE: 'build/Dockerfile' }, 'no file build/Dockerfile: correct the service’s dockerfile'],
    ['context', { CONTEXT: 'app' }, 'no folder app: correct the service’s context'],
  ])('says which %s the repository lacks', (_what, variables, message) => {
    const { status, log, calls } = run({ Dockerfile: '' }, { variables });
    expect(log).toContain(`The repository has ${message.replace('’', "'")} in the config.\n`);
    expect(calls).toEqual([]);
    expect(status).toBe(1);
  });
});

describe('the build of a repository with a buildspec.yml', () => {
  it('runs that, and nothing else', () => {
    const { status, calls, definitions } = run({
      Dockerfile: '',
      'buildspec.yml': ownBuildspec(
        'docker push "$REPOSITORY_URL:$IMAGE_TAG"',
        `printf '[{"name":"%s","imageUri":"%s"}]' "$CONTAINER_NAME" "$REPOSITORY_URL:$IMAGE_TAG" > imagedefinitions.json`,
      ),
    });
    const mine = `${PROJECT_VARIABLES.REPOSITORY_URL}:${IMAGE_TAG}`;
    expect(calls).toEqual([`docker push ${mine}`]);
    expect(definitions).toBe(`[{"name":"hello","imageUri":"${mine}"}]`);
    expect(status).toBe(0);
  });

  it('fails when that fails', () => {
    const { status, log } = run({ 'buildspec.yml': ownBuildspec('"false"') });
    expect(log).toContain('buildspec.yml failed\n');
    expect(status).toBe(1);
  });

  it('runs on the image’s Python, not on the one that the repository asks pyenv for', () => {
    const { status } = run({
      '.python-version': '2.7',
      'buildspec.yml': ownBuildspec(`echo '${DEFINITIONS.trim()}' > imagedefinitions.json`),
    });
    expect(status).toBe(0);
  });

  it.each([
    ['not found', 'echo none'],
    ['not JSON', 'echo "[" > imagedefinitions.json'],
    ['must be a list of one object', 'echo "[]" > imagedefinitions.json'],
    ['name must be hello, got "web"', `echo '[{"name":"web","imageUri":"${IMAGE}"}]' > imagedefinitions.json`],
    [
      `imageUri is no image that this build may release, got "${REGISTRY}/shop-hello:mine"`,
      `echo '[{"name":"hello","imageUri":"${REGISTRY}/shop-hello:mine"}]' > imagedefinitions.json`,
    ],
  ])('says early what is wrong with imagedefinitions.json: %s', (problem, command) => {
    const { status, log } = run({ 'buildspec.yml': ownBuildspec(JSON.stringify(command)) });
    expect(log).toContain(
      `imagedefinitions.json: ${problem}. The build must leave it in the root of the repository, with $CONTAINER_NAME and ` +
        `$REPOSITORY_URL:$IMAGE_TAG, here as [{"name": "hello", "imageUri": "${IMAGE}"}]\n`,
    );
    expect(status).toBe(1);
  });
});
