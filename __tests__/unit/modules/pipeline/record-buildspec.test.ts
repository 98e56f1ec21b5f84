import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordBuildspec } from '../../../../modules/pipeline/buildspec';
import { python } from '../../../helpers/python';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const IMAGE = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop-hello:0123456789abcdef0123456789abcdef01234567';

const folder = temporaryFolder();

/** Runs the buildspec's command with a stand-in for `aws` whose service runs an image. */
function run(running: string): { status: number | null; log: string; calls: string[] } {
  const program = 'import sys, yaml; print(yaml.safe_load(sys.stdin)["phases"]["build"]["commands"][0])';
  const command = execFileSync(python, ['-c', program], { input: recordBuildspec, encoding: 'utf8' });
  writeAws(running);
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
    cwd: folder.path(),
    // A socket there would make bash read its start-up file.
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: {
      PATH: `${folder.path()}:${process.env.PATH ?? ''}`,
      CONTAINER_NAME: 'hello',
      CLUSTER: 'shop-dev',
      SERVICE: 'shop-dev-hello',
      PARAMETER: '/shop/dev/hello/image',
      IMAGE,
    },
  });
  const calls = join(folder.path(), 'calls');
  return {
    status,
    log: stdout + stderr,
    calls: existsSync(calls) ? readFileSync(calls, 'utf8').trimEnd().split('\n') : [],
  };
}

function writeAws(running: string): void {
  const lines = [
    '#!/bin/sh',
    `echo "$*" >> '${folder.path()}/calls'`,
    'case "$2" in',
    'describe-services) echo arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-dev-hello:7 ;;',
    `describe-task-definition) echo '${running}' ;;`,
    'esac',
  ];
  writeFileSync(join(folder.path(), 'aws'), lines.join('\n'));
  chmodSync(join(folder.path(), 'aws'), 0o755);
}

const questions = [
  'ecs describe-services --cluster shop-dev --services shop-dev-hello --query services[0].taskDefinition --output text',
  'ecs describe-task-definition --task-definition arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-dev-hello:7 ' +
    "--query taskDefinition.containerDefinitions[?name=='hello'].image --output text",
];

describe('the record of a deployment', () => {
  it('writes the image to the parameter when the service runs it', () => {
    const { status, calls } = run(IMAGE);
    expect(calls).toEqual([
      ...questions,
      `ssm put-parameter --name /shop/dev/hello/image --value ${IMAGE} --overwrite`,
    ]);
    expect(status).toBe(0);
  });

  it('writes nothing and fails when the service runs another image', () => {
    const { status, calls, log } = run('nginx:1');
    expect(calls).toEqual(questions);
    expect(log).toBe(`shop-dev-hello runs nginx:1, not ${IMAGE}: ECS rolled the deployment back.\n`);
    expect(status).toBe(1);
  });
});
