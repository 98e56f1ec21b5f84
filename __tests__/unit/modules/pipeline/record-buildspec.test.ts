import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordBuildspec } from '../../../../modules/pipeline/buildspec';
import { bootstrapImage } from '../../../../platform/placeholder-images';
import { FAMILY, image, RELEASED, runRecord, type Deployment, type Situation } from '../../../helpers/record-run';
import { parseBuildspec } from '../../../helpers/run-buildspec';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
const run = (situation: Situation) => runRecord(folder.path(), situation);

const IMAGES = { 7: image('7'), 8: RELEASED, 9: image('9') };
const BEFORE: Deployment = [10, 7, 'SUCCESSFUL'];
const BEGUN: Deployment = [110, 8, 'IN_PROGRESS'];
const DONE: Deployment = [110, 8, 'SUCCESSFUL'];
const ROLLED_BACK: Deployment = [110, 8, 'ROLLBACK_SUCCESSFUL'];

const WRITE = `put-parameter --name /shop/dev/hello/image --value ${RELEASED} --overwrite`;
const TAG = `put-image --repository-name shop-hello --image-tag released-dev-8 --image-manifest {"schemaVersion":2} --image-manifest-media-type application/json`;
const TAKE_BACK = `deregister-task-definition --task-definition ${FAMILY}:8`;
const GIVEN_UP = `shop-dev-hello does not run ${RELEASED}: ECS gave the deployment of shop-dev-hello:8 up. That revision was deregistered.`;

describe('the buildspec', () => {
  it('carries every program, byte for byte, in fewer than the 25,600 characters that CodeBuild accepts', () => {
    const [writePrograms] = parseBuildspec(recordBuildspec).phases.install.commands;
    for (const program of ['record', 'prepare', 'compare', 'released_tags', 'ecs_service', 'release_file', 'aws_cli']) {
      const file = join(__dirname, `../../../../modules/pipeline/buildspecs/${program}.py`);
      expect(writePrograms).toContain(
        `${program}.py" <<'END_OF_PROGRAM'\n${readFileSync(file, 'utf8')}END_OF_PROGRAM\n`,
      );
    }
    expect(recordBuildspec.length).toBeLessThan(25_600);
  });
});

describe('the record of a deployment', () => {
  it('writes the image to the parameter and keeps it once its own deployment is successful', () => {
    const { status, changes } = run({ deployments: [[BEFORE], [BEFORE, BEGUN], [BEFORE, DONE]], images: IMAGES });
    expect(changes).toEqual([WRITE, TAG]);
    expect(status).toBe(0);
  });

  it('knows its deployment by times as either version of the command line prints them', () => {
    const deploy = ['1970-01-01T00:01:40.500000+00:00', 'InProgress'] as const;
    expect(run({ deployments: [[BEFORE, DONE]], images: IMAGES, deploy }).changes).toEqual([WRITE, TAG]);
  });

  it('takes the failed revision back when ECS rolls back', () => {
    const { status, changes, log } = run({
      deployments: [
        [BEFORE, BEGUN],
        [BEFORE, BEGUN],
        [BEFORE, [110, 8, 'ROLLBACK_IN_PROGRESS']],
        [BEFORE, ROLLED_BACK],
      ],
      images: IMAGES,
      serving: 7,
    });
    expect(changes).toEqual([TAKE_BACK]);
    expect(log).toContain(GIVEN_UP);
    expect(status).toBe(1);
  });

  it('is not deceived by a rollback to a revision with the same image', () => {
    const { status, changes } = run({
      deployments: [
        [BEFORE, BEGUN],
        [BEFORE, ROLLED_BACK],
      ],
      images: { ...IMAGES, 7: RELEASED },
      serving: 7,
    });
    expect(changes).toEqual([TAKE_BACK]);
    expect(status).toBe(1);
  });

  it('is not deceived by earlier deployments of the same image', () => {
    const failed: Deployment = [60, 8, 'ROLLBACK_SUCCESSFUL'];
    const images = { ...IMAGES, 7: RELEASED, 9: RELEASED };
    const done: Deployment = [110, 9, 'SUCCESSFUL'];
    const { changes } = run({
      deployments: [
        [BEFORE, failed],
        [BEFORE, failed, done],
      ],
      images,
    });
    expect(changes).toEqual([WRITE, TAG.replace('dev-8', 'dev-9')]);
  });

  it.each<[string, Partial<Situation>]>([
    ['says that the deployment stopped', { deployments: [[[110, 8, 'STOPPED']]] }],
    ['says only that the rollout failed', { deployments: [[BEGUN]], rolloutFailed: true }],
  ])('puts the service back where ECS has nothing to roll back to, and %s', (_what, situation) => {
    const { status, changes } = run({ deployments: [], images: IMAGES, ...situation });
    expect(changes).toEqual([
      TAKE_BACK,
      'update-service --cluster shop-dev --service shop-dev-hello --task-definition shop-dev-hello',
    ]);
    expect(status).toBe(1);
  });

  it.each<[string, Partial<Situation>]>([
    ['ECS gives it up', { deployments: [[ROLLED_BACK]] }],
    ['the Deploy action begins no deployment', { deployments: [[]], deploy: [100, 'Failed'] }],
  ])('leaves nothing of a first release where %s: the service has its placeholder again', (_what, situation) => {
    // Revision 6 is Terraform's, 7 of Prepare, 8 of the Deploy action.
    const images = { 6: bootstrapImage, 7: RELEASED, 8: RELEASED };
    const { status, changes } = run({ deployments: [], history: [bootstrapImage], images, serving: 7, ...situation });
    expect(changes).toEqual([
      TAKE_BACK,
      TAKE_BACK.replace(':8', ':7'),
      'update-service --cluster shop-dev --service shop-dev-hello --task-definition shop-dev-hello_placeholder',
    ]);
    expect(status).toBe(1);
  });

  it('touches no service that ECS has put back to its placeholder already', () => {
    const images = { 6: bootstrapImage, 7: RELEASED, 8: RELEASED };
    const { changes } = run({ deployments: [[ROLLED_BACK]], history: [bootstrapImage], images, onPlaceholder: true });
    expect(changes).toEqual([TAKE_BACK, TAKE_BACK.replace(':8', ':7')]);
  });

  it('also deregisters what an earlier attempt of a first release has left that was stopped', () => {
    const images = { 6: bootstrapImage, 7: image('7'), 8: RELEASED };
    const { changes } = run({ deployments: [[ROLLED_BACK]], history: [bootstrapImage], images, onPlaceholder: true });
    expect(changes).toEqual([TAKE_BACK, TAKE_BACK.replace(':8', ':7')]);
  });

  it('says what to retry where a first release was not begun', () => {
    const { log } = run({ deployments: [[]], history: [bootstrapImage], images: {}, startSeconds: 0, serving: 1 });
    expect(log).toContain('The service keeps its placeholder: retry all actions of the stage');
  });

  it('loses no good revision to a deployment that takes its place, and says so', () => {
    const other: Deployment = [120, 9, 'IN_PROGRESS'];
    const { status, changes, log, failed } = run({
      deployments: [
        [BEFORE, BEGUN],
        [BEFORE, [110, 8, 'STOPPED'], other],
      ],
      images: IMAGES,
    });
    expect(changes).toEqual([]);
    expect(log).toContain(`shop-dev-hello is on its way to ${FAMILY}:9, which has another image than ${RELEASED}.`);
    expect(failed).toContain('Another deployment took the place of this release before it was complete.');
    expect(status).toBe(1);
  });

  it('follows a deployment that takes its place and brings the same image', () => {
    const stopped: Deployment = [110, 8, 'STOPPED'];
    const { status, changes } = run({
      deployments: [[BEGUN], [stopped, [120, 9, 'IN_PROGRESS']], [stopped, [120, 9, 'SUCCESSFUL']]],
      images: { ...IMAGES, 9: RELEASED },
    });
    expect(changes).toEqual([WRITE, TAG.replace('dev-8', 'dev-9')]);
    expect(status).toBe(0);
  });

  it('deregisters no revision of another family', () => {
    const { status, changes, log } = run({
      deployments: [[[110, 8, 'STOPPED']]],
      images: IMAGES,
      family: 'shop-prod-hello',
    });
    expect(changes).toEqual([]);
    expect(log).toContain(`${FAMILY}:8 is not of the family shop-prod-hello: it is left alone.`);
    expect(log).not.toContain('deregistered');
    expect(status).toBe(1);
  });

  it.each<[string, Partial<Situation>, string]>([
    ['none begins', { startSeconds: 0 }, `No deployment of ${RELEASED} to shop-dev-hello has begun.`],
    [
      'the Deploy action fails before',
      { deploy: [100, 'Failed'] },
      `The Deploy action is Failed and has begun no deployment of ${RELEASED}.`,
    ],
  ])('ends when %s', (_what, situation, told) => {
    const { status, changes, log, failed } = run({ deployments: [[BEFORE]], images: IMAGES, ...situation });
    expect(changes).toEqual([]);
    expect(log).toContain(told);
    expect(failed).toContain('The Deploy action has begun no deployment.');
    expect(status).toBe(1);
  });

  it('calls no revision deregistered that it may not deregister', () => {
    const { log } = run({
      deployments: [[ROLLED_BACK]],
      images: IMAGES,
      serving: 7,
      denied: 'deregister-task-definition',
    });
    expect(log).toContain('An error occurred (AccessDeniedException) when calling deregister-task-definition');
    expect(log).not.toContain('was deregistered');
  });

  it('shows in the pipeline one short command with the sentence that matters', () => {
    const { failed } = run({ deployments: [[ROLLED_BACK]], images: IMAGES, serving: 7 });
    expect(failed).toBe(
      '[ "$ANSWER" != given-up ] # The service does not run this release, because ECS gave its deployment up. The end of the log says more',
    );
  });

  it.each([
    'list-action-executions',
    'list-service-deployments',
    'describe-service-deployments',
    'describe-services',
    'put-parameter',
    'get-parameter-history',
  ])('fails at once when it may not %s, in a short command', (denied) => {
    const { status, log, failed } = run({ deployments: [[BEGUN], [DONE]], images: IMAGES, denied });
    expect(log).toContain(`An error occurred (AccessDeniedException) when calling ${denied}`);
    expect(failed).toBe('ANSWER=$("$PYTHON" "$PROGRAMS/$TASK.py")');
    expect(status).toBe(1);
  });

  it.each([
    ['imageUri is no image that this build may release', [{ name: 'hello', imageUri: 'evil.example.com/x:1' }]],
    [
      'imageUri is no image that this build may release',
      [{ name: 'hello', imageUri: RELEASED.replace(/@.*/, ':tag') }],
    ],
    ['name must be hello', [{ name: 'web', imageUri: RELEASED }]],
  ])('trusts no release by its place: %s', (problem, definitions) => {
    const { status, changes, log } = run({
      deployments: [[DONE]],
      images: IMAGES,
      definitions: JSON.stringify(definitions),
    });
    expect(changes).toEqual([]);
    expect(log).toContain(`The release's imagedefinitions.json: ${problem}`);
    expect(status).toBe(1);
  });
});

describe('the comparison before an approval', () => {
  it.each([
    [RELEASED, `${RELEASED.split('@')[1] ?? ''} (revision 8)`],
    ['public.ecr.aws/nginx/nginx:stable', 'public.ecr.aws/nginx/nginx:stable (revision 8)'],
    ['x"},{"evil', 'an image with an unusual name (revision 8)'],
  ])('tells which image runs: %s', (running, told) => {
    const { status, exported, changes } = run({
      task: 'compare',
      deployments: [[DONE]],
      images: { 8: running },
    });
    expect(exported).toEqual({ RUNNING: told });
    expect(changes).toEqual([]);
    expect(status).toBe(0);
  });
});
