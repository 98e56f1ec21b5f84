import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageBuildspec } from '../../../../modules/pipeline/buildspec';
import { COMMIT, PROJECT_VARIABLES, parsedBuildspec, runImageBuild } from '../../../helpers/image-build';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const PROGRAMS = join(__dirname, '../../../../modules/pipeline/buildspecs');
const REGISTRY = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';
const IMAGE = `${REGISTRY}/shop-hello:${COMMIT}`;
const DEFINITIONS = `[{"name":"hello","imageUri":"${IMAGE}"}]\n`;

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
    for (const program of ['own_buildspec.py', 'buildspec_rules.py', 'build_image.sh', 'image_definitions.py']) {
      const text = readFileSync(join(PROGRAMS, program), 'utf8');
      expect(writePrograms).toContain(`cat > "$PROGRAMS/${program}" <<'END_OF_PROGRAM'\n${text}END_OF_PROGRAM\n`);
      expect(text).not.toContain('END_OF_PROGRAM');
    }
  });

  it('is shorter than the 25,600 characters that CodeBuild accepts', () => {
    expect(imageBuildspec.length).toBeLessThan(25_600);
  });

  it('exports IMAGE, passes on imagedefinitions.json alone and stops where the build fails', () => {
    expect(parsedBuildspec).toMatchObject({
      version: 0.2,
      env: { shell: 'bash', 'exported-variables': ['IMAGE'] },
      phases: { build: { 'on-failure': 'ABORT' } },
      artifacts: { files: ['imagedefinitions.json'] },
    });
  });
});

describe('the build of a repository without a buildspec.yml', () => {
  it('builds and pushes the image of the commit, and names it for the Deploy stages', () => {
    const { status, calls, definitions, image } = run({ Dockerfile: '' });
    expect(calls).toEqual([
      `aws ecr describe-images --repository-name shop-hello --image-ids imageTag=${COMMIT}`,
      'aws ecr get-login-password',
      `docker login --username AWS --password-stdin ${REGISTRY}`,
      '< pass',
      `docker build --file ./Dockerfile --tag ${IMAGE} ./.`,
      `docker push ${IMAGE}`,
    ]);
    expect(definitions).toBe(DEFINITIONS);
    expect(image).toBe(IMAGE);
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
    expect(calls).toContain(`aws ecr describe-images --repository-name shop/hello --image-ids imageTag=${COMMIT}`);
    expect(calls).toContain(`docker push ${REGISTRY}/shop/hello:${COMMIT}`);
  });

  it('delivers the image again that an earlier build of the commit pushed', () => {
    const { status, calls, definitions, image, log } = run({ Dockerfile: '' }, { describeImages: 'echo "{}"' });
    expect(calls).toEqual([`aws ecr describe-images --repository-name shop-hello --image-ids imageTag=${COMMIT}`]);
    expect(log).toContain(`${IMAGE} exists already; delivering it again.`);
    expect(definitions).toBe(DEFINITIONS);
    expect(image).toBe(IMAGE);
    expect(status).toBe(0);
  });

  it('fails, and builds nothing, when ECR does not tell whether the image exists', () => {
    const describeImages = 'echo "An error occurred (AccessDeniedException): not authorized" >&2; exit 254';
    const { status, calls, log, definitions } = run({ Dockerfile: '' }, { describeImages });
    expect(calls).toHaveLength(1);
    expect(log).toContain(
      `Could not find out whether ${IMAGE} exists: An error occurred (AccessDeniedException): not authorized\n`,
    );
    expect(definitions).toBeUndefined();
    expect(status).toBe(1);
  });

  it.each(['build', 'push', 'login'])('fails, and releases nothing, when docker %s fails', (command) => {
    const { status, definitions, image } = run({ Dockerfile: '' }, { variables: { DOCKER_FAILS_AT: command } });
    expect(definitions).toBeUndefined();
    expect(image).toBeUndefined();
    expect(status).toBe(1);
  });

  it.each([
    ['Dockerfile', { DOCKERFILE: 'build/Dockerfile' }, 'no file build/Dockerfile: correct the service’s dockerfile'],
    ['context', { CONTEXT: 'app' }, 'no folder app: correct the service’s context'],
  ])('says which %s the repository lacks', (_what, variables, message) => {
    const { status, log, calls } = run({ Dockerfile: '' }, { variables });
    expect(log).toContain(`The repository has ${message.replace('’', "'")} in the config.\n`);
    expect(calls).toHaveLength(1);
    expect(status).toBe(1);
  });
});

describe('the build of a repository with a buildspec.yml', () => {
  it('runs that, and nothing else', () => {
    const { status, calls, definitions, image } = run({
      Dockerfile: '',
      'buildspec.yml': ownBuildspec(
        'docker push "$REPOSITORY_URL:mine"',
        `printf '[{"name":"%s","imageUri":"%s"}]' "$CONTAINER_NAME" "$REPOSITORY_URL:mine" > imagedefinitions.json`,
      ),
    });
    const mine = `${PROJECT_VARIABLES.REPOSITORY_URL}:mine`;
    expect(calls).toEqual([`docker push ${mine}`]);
    expect(definitions).toBe(`[{"name":"hello","imageUri":"${mine}"}]`);
    expect(image).toBe(mine);
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
    ['must be a list of one object', 'echo "[1]" > imagedefinitions.json'],
    ['name must be hello, got "web"', `echo '[{"name":"web","imageUri":"${IMAGE}"}]' > imagedefinitions.json`],
    ['name must be hello, got null', `echo '[{"imageUri":"${IMAGE}"}]' > imagedefinitions.json`],
    [
      `imageUri must be in ${REGISTRY}/shop-hello, got "nginx:1"`,
      `echo '[{"name":"hello","imageUri":"nginx:1"}]' > imagedefinitions.json`,
    ],
    [`imageUri must be in ${REGISTRY}/shop-hello, got null`, `echo '[{"name":"hello"}]' > imagedefinitions.json`],
  ])('refuses imagedefinitions.json: %s', (problem, command) => {
    const { status, log, image } = run({ 'buildspec.yml': ownBuildspec(JSON.stringify(command)) });
    expect(log).toContain(
      `imagedefinitions.json: ${problem}. The build must leave it in the root of the repository, as ` +
        `[{"name": "hello", "imageUri": "${REGISTRY}/shop-hello:<tag>"}]\n`,
    );
    expect(image).toBeUndefined();
    expect(status).toBe(1);
  });

  it('accepts an image by digest', () => {
    const byDigest = `${REGISTRY}/shop-hello@sha256:abc`;
    const { image } = run({
      'buildspec.yml': ownBuildspec(
        JSON.stringify(`echo '[{"name":"hello","imageUri":"${byDigest}"}]' > imagedefinitions.json`),
      ),
    });
    expect(image).toBe(byDigest);
  });
});
