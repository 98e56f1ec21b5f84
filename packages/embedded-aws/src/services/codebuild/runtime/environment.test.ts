import { CreateRepositoryCommand, DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

import {
  buildProject,
  createBuildRole,
  ENVIRONMENT,
  type FinishedBuild,
  phaseOf,
  projectWith,
} from '../../../testing/codebuild';
import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';

import { sessionOf } from '../../../gateway/sessions';

const fixture = useEmbeddedAws();

let role: string;
let count = 0;

beforeAll(async () => {
  role = await createBuildRole(fixture, 'environment');
  const ssm = fixture.client(SSMClient);
  await ssm.send(new PutParameterCommand({ Name: '/shop/mode', Value: 'from parameter', Type: 'String' }));
  await ssm.send(new PutParameterCommand({ Name: '/shop/token', Value: 'tok3n', Type: 'SecureString' }));
  const secrets = fixture.client(SecretsManagerClient);
  const SecretString = JSON.stringify({ user: 'admin', password: 'hunter2' });
  await secrets.send(new CreateSecretCommand({ Name: 'database', SecretString }));
});

/** Builds one command, with other lines of the buildspec before its phases. */
function run(command: string, ...lines: readonly string[]): Promise<FinishedBuild> {
  const build = `phases: { build: { commands: [${JSON.stringify(command)}] } }`;
  const buildspec = ['version: 0.2', ...lines, build].join('\n');
  return buildProject(fixture, { name: `environment-${++count}`, ...projectWith(buildspec, role) });
}

test('the aws CLI finds the embedded AWS and acts as the role', async () => {
  const { build, log } = await run('aws ssm get-parameter --name /shop/mode && echo key $AWS_ACCESS_KEY_ID');
  const uuid = build.id?.split(':')[1] ?? '';
  expect(log).toContain('"Value": "from parameter"');
  const key = /^key (.*)$/m.exec(log)?.[1] ?? '';
  const session = { roleArn: role, sessionName: `AWSCodeBuild-${uuid}` };
  expect(sessionOf(fixture.aws.memory, key)).toEqual({ account: ACCOUNT, role: session });
});

test('Python has YAML, and node is there', async () => {
  const { build } = await run('python3 -c "import yaml" && node --version');
  expect(build.buildStatus).toBe('SUCCEEDED');
});

test('docker builds an image and pushes it with the credentials of the role', async () => {
  const ecr = fixture.client(ECRClient);
  const { repository } = await ecr.send(new CreateRepositoryCommand({ repositoryName: 'shop' }));
  const uri = repository?.repositoryUri ?? '';
  const { build } = await run(
    [
      'set -e; echo "FROM scratch" > Dockerfile; echo "COPY Dockerfile /" >> Dockerfile',
      `aws ecr get-login-password | docker login --username AWS --password-stdin ${uri.split('/')[0] ?? ''}`,
      `docker build --tag ${uri}:1 .; docker push ${uri}:1`,
    ].join('; '),
  );
  const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName: 'shop' }));

  expect(build.buildStatus).toBe('SUCCEEDED');
  expect(imageDetails?.map(({ imageTags }) => imageTags)).toEqual([['1']]);
});

test('CodeBuild tells the build about itself', async () => {
  const { build, log } = await run('env | grep -E "^(CODEBUILD|AWS_(DEFAULT_)?REGION)" | sort; pwd');
  const lines = [
    `AWS_DEFAULT_REGION=${REGION}`,
    `AWS_REGION=${REGION}`,
    `CODEBUILD_BUILD_ARN=${build.arn ?? ''}`,
    `CODEBUILD_BUILD_ID=${build.id ?? ''}`,
    'CODEBUILD_BUILD_IMAGE=aws/codebuild/standard:7.0',
    'CODEBUILD_BUILD_NUMBER=1',
    'CODEBUILD_BUILD_SUCCEEDING=1',
    'CODEBUILD_INITIATOR=root',
    `CODEBUILD_KMS_KEY_ID=${build.encryptionKey ?? ''}`,
    `CODEBUILD_LOG_PATH=${build.logs?.streamName ?? ''}`,
    `CODEBUILD_START_TIME=${build.startTime?.getTime() ?? 0}`,
  ];
  for (const line of lines) expect(log).toContain(`\n${line}\n`);
  const folder = /\nCODEBUILD_SRC_DIR=(.*)\n/.exec(log)?.[1] ?? 'none';
  expect(log).toContain(`\n${folder}\n`);
});

test('nothing of the host is in it, and HOME is a folder of the build', async () => {
  const { log } = await run('env | cut -d= -f1 | sed "s/^/name /"; ls -A "$HOME"');
  const names = [...log.matchAll(/^name (.*)$/gm)].map(([, name = '']) => name);
  const known = /^(AWS_\w+|CODEBUILD_\w+|HOME|LANG|OLDPWD|PATH|PWD|SHLVL|TMPDIR|_)$/;
  expect(names).toContain('HOME');
  expect(names.filter((name) => !known.test(name))).toEqual([]);
});

test('the call comes before the project, the project before the buildspec', async () => {
  const lines = [
    'env: { variables: { A: buildspec, B: buildspec, C: buildspec } }',
    'phases: { build: { commands: [\'echo "$A, $B, $C, $D"\'] } }',
  ];
  const project = projectWith(['version: 0.2', ...lines].join('\n'), role);
  const environmentVariables = ['B', 'C', 'D'].map((name) => ({ name, value: 'project' }));
  const { build, log } = await buildProject(
    fixture,
    { name: 'precedence', ...project, environment: { ...ENVIRONMENT, environmentVariables } },
    { environmentVariablesOverride: [{ name: 'C', value: 'call' }] },
  );
  expect(log).toContain('\nbuildspec, project, call, project\n');
  expect(build.environment?.environmentVariables).toEqual([
    { name: 'B', value: 'project', type: 'PLAINTEXT' },
    { name: 'C', value: 'call', type: 'PLAINTEXT' },
    { name: 'D', value: 'project', type: 'PLAINTEXT' },
  ]);
});

test('parameters and secrets are read, and masked in the log', async () => {
  const { log } = await run(
    'echo "$MODE|$TOKEN|$PASSWORD|$WHOLE|" | rev',
    'env:',
    '  parameter-store: { MODE: /shop/mode, TOKEN: /shop/token }',
    '  secrets-manager: { PASSWORD: "database:password", WHOLE: database }',
  );
  expect(log).toContain('\n|}"2retnuh":"drowssap","nimda":"resu"{|2retnuh|n3kot|retemarap morf\n');
  const { log: masked } = await run('echo "<$TOKEN>"', 'env: { parameter-store: { TOKEN: /shop/token } }');
  expect(masked).toContain('\n<***>\n');
});

test('variables of the project may be parameters and secrets', async () => {
  const project = projectWith('version: 0.2\nphases: { build: { commands: ["echo $MODE$USER | rev"] } }', role);
  const environmentVariables = [
    { name: 'MODE', value: '/shop/mode', type: 'PARAMETER_STORE' as const },
    { name: 'USER', value: 'database:user:AWSCURRENT', type: 'SECRETS_MANAGER' as const },
  ];
  const environment = { ...ENVIRONMENT, environmentVariables };
  const { log } = await buildProject(fixture, { name: 'stored', ...project, environment });
  expect(log).toContain('\nnimdaretemarap morf\n');
});

describe('the source phase fails', () => {
  const missing: [string, string, string][] = [
    [
      'for a parameter that is not there',
      'env: { parameter-store: { A: /none } }',
      'FAILED Decrypted Variables Error: parameter does not exist: /none',
    ],
    [
      'for a secret that is not there',
      'env: { secrets-manager: { A: none } }',
      "FAILED Secrets Manager Error: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    ],
    [
      'for a key that the secret has not',
      'env: { secrets-manager: { A: "database:none" } }',
      'FAILED Secrets Manager Error: Secret has no JSON key none: database:none',
    ],
  ];

  test.each(missing)('%s', async (_, line, message) => {
    const { build } = await run('true', line);
    expect(phaseOf(build, 'DOWNLOAD_SOURCE')).toBe(message);
    expect(build.buildStatus).toBe('FAILED');
  });
});
