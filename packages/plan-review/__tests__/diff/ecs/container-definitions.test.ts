import { differencesOf } from 'plan-review/diff/differences-of';
import { parseImage } from 'plan-review/diff/ecs/image';
import { Sensitive, UNKNOWN, type Value } from 'plan-review/plan/value';
import { linesOf } from '../../helpers/difference-lines';
import { changeOf } from '../../helpers/review-change';

const REPOSITORY = '111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/hello';
const app = {
  name: 'app',
  image: `${REPOSITORY}:1a2b`,
  cpu: 256,
  environment: [
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'OLD', value: '1' },
  ],
  portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
  command: ['node', 'main.js'],
  readonlyRootFilesystem: true,
};

const task = (...containers: object[]) => ({ container_definitions: JSON.stringify(containers) });
const lines = (...after: object[]) => linesOf(changeOf('aws_ecs_task_definition', task(app), task(...after)));

describe('a container', () => {
  const cases: [string, object, string[]][] = [
    ['its image by tag', { image: `${REPOSITORY}:3c4d` }, [`~ image: ${REPOSITORY}: tag 1a2b → tag 3c4d`]],
    ['its image by digest', { image: `${REPOSITORY}@sha256:77` }, [`~ image: ${REPOSITORY}: tag 1a2b → sha256:77`]],
    ['an image of another registry', { image: 'nginx' }, [`~ image: ${REPOSITORY} → nginx, tag 1a2b → no tag`]],
    ['its size', { cpu: 512, memory: 1024 }, ['~ cpu: 256 → 512', '+ memory: 1024']],
    [
      'variables by name',
      {
        environment: [
          { name: 'NEW', value: 'x' },
          { name: 'LOG_LEVEL', value: 'debug' },
        ],
      },
      ['~ environment LOG_LEVEL: info → debug', '- environment OLD: 1', '+ environment NEW: x'],
    ],
    [
      'secrets by name, with where they are',
      { secrets: [{ name: 'TOKEN', valueFrom: 'arn:aws:ssm:x' }] },
      ['+ secret TOKEN: arn:aws:ssm:x'],
    ],
    ['ports', { portMappings: [{ containerPort: 80 }] }, ['~ ports: 8080/tcp → 80/tcp']],
    [
      'its command',
      { command: ['node', 'main.js', '--now it is'] },
      ['~ command: node main.js → node main.js "--now it is"'],
    ],
    [
      'its health check',
      { healthCheck: { command: ['CMD', 'true'], interval: 5 } },
      ['+ healthCheck.command: CMD', '+ healthCheck.command: true', '+ healthCheck.interval: 5'],
    ],
    ['its root file system', { readonlyRootFilesystem: false }, ['~ readonlyRootFilesystem: true → false']],
    ['its logs', { logConfiguration: { logDriver: 'awslogs' } }, ['+ logConfiguration.logDriver: awslogs']],
  ];
  it.each(cases)('shows %s', (_, change, expected) => {
    expect(lines({ ...app, ...change })).toEqual(expected);
  });

  it('is matched by its name', () => {
    const change = changeOf(
      'aws_ecs_task_definition',
      task(app, { name: 'log', image: 'log:1' }),
      task({ name: 'proxy', image: 'envoy:2' }, app),
    );
    expect(differencesOf(change)).toEqual([
      { subject: 'container log', lines: [{ kind: 'removed', text: 'image: log:1' }] },
      { subject: 'container proxy', lines: [{ kind: 'added', text: 'image: envoy:2' }] },
    ]);
  });

  it('that is only written differently says so', () => {
    const change = changeOf('aws_ecs_task_definition', task(app), {
      container_definitions: JSON.stringify([app], null, 2),
    });
    expect(linesOf(change)).toEqual(['  the same, only written or ordered differently']);
  });

  it.each<[string, Value, string]>([
    ['not known yet', UNKNOWN, '(known after apply)'],
    ['secret', new Sensitive('1'), '(sensitive)'],
  ])('that is %s says so', (_, definitions, text) => {
    const change = changeOf(
      'aws_ecs_task_definition',
      { container_definitions: '[]' },
      { container_definitions: definitions },
    );
    expect(linesOf(change)).toEqual([`~ container_definitions: [] → ${text}`]);
  });
});

describe('a task definition', () => {
  it('shows its own size and roles, too', () => {
    const change = changeOf(
      'aws_ecs_task_definition',
      { ...task(app), cpu: '256', task_role_arn: 'a', revision: 1 },
      { ...task({ ...app, cpu: 0 }), cpu: '512', task_role_arn: 'b', revision: UNKNOWN },
      { action: 'replace', replacePaths: [['cpu'], ['container_definitions']] },
    );
    expect(linesOf(change)).toEqual([
      '~ cpu: 256 → 0',
      '~ cpu: 256 → 512 (forces a replacement)',
      '~ task_role_arn: a → b',
      '  known after apply: revision',
    ]);
  });
});

describe('the name of an image', () => {
  it.each([
    ['nginx', { repository: 'nginx' }],
    ['nginx:1.27', { repository: 'nginx', tag: '1.27' }],
    ['localhost:5000/nginx', { repository: 'localhost:5000/nginx' }],
    ['localhost:5000/a/nginx:1@sha256:ab', { repository: 'localhost:5000/a/nginx', tag: '1', digest: 'sha256:ab' }],
  ])('%s has its parts', (image, parts) => {
    expect(parseImage(image)).toEqual(parts);
  });
});
