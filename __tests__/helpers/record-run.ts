import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordBuildspec } from '../../modules/pipeline/buildspec';
import { readIfThere, runBuildspec, type BuildspecRun } from './run-buildspec';

const REPOSITORY = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop-hello';

/** ARN of the family's revisions, without their numbers. */
export const FAMILY = 'arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-dev-hello';

/** ARN of the revision of its placeholder. */
export const PLACEHOLDER = `${FAMILY}_placeholder:1`;

/** A digest, made of one hexadecimal digit. */
export const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

/** An image of the service by its digest. */
export const image = (digit: string): string => `${REPOSITORY}@${digest(digit)}`;

/** The image that is released. */
export const RELEASED = image('a');

/** A service deployment: when it began, which revision it brings, and how it is getting on. */
export type Deployment = readonly [createdAt: number, revision: number, status: string];

/** What AWS answers; of lists, each question gets the next, then the last again. */
export interface Situation {
  /** Deployments of the service, as every list of them shows them. */
  readonly deployments: readonly (readonly Deployment[])[];
  /** Images by revision. */
  readonly images: Readonly<Record<number, string>>;
  /** The Deploy action: when it began and its status. @default it began at 100 and goes on */
  readonly deploy?: readonly [startTime: number | string, status: string];
  /** Revision that the service is set to. @default that of the newest deployment */
  readonly serving?: number;
  /** Whether the rollout of that revision has failed. @default false */
  readonly rolloutFailed?: boolean;
  /** Tags of the repository by digest. @default none */
  readonly tags?: Readonly<Record<string, readonly string[]>>;
  /** Earlier values of the parameter, oldest first. @default one of an earlier release */
  readonly history?: readonly string[];
  /** How often a build takes the tag of the release before it is put. @default 0 */
  readonly taken?: number;
  /** Tags of the task definition. @default none */
  readonly taskTags?: readonly { readonly key: string; readonly value: string }[];
  /** Operation that IAM refuses. */
  readonly denied?: string;
  /** How long a deployment may take to begin. @default a minute: longer than any machine takes */
  readonly startSeconds?: number;
  /** Family of the service's task definitions. @default that of all revisions */
  readonly family?: string;
  /** Task of the project. @default record */
  readonly task?: 'record' | 'compare' | 'prepare';
  /** Whether the service runs its placeholder. @default false */
  readonly onPlaceholder?: boolean;
  /** What the release holds. @default one image, RELEASED */
  readonly definitions?: string;
}

/** A run of the record, and the calls that change something. */
export interface RecordRun extends BuildspecRun {
  readonly changes: readonly string[];
}

/** Runs the buildspec of records with a stand-in for `aws` that plays a situation. */
export function runRecord(folder: string, situation: Situation): RecordRun {
  const source = join(folder, 'source');
  mkdirSync(source, { recursive: true });
  const definitions = situation.definitions ?? JSON.stringify([{ name: 'hello', imageUri: RELEASED }]);
  writeFileSync(join(source, 'imagedefinitions.json'), definitions);
  writeFileSync(join(folder, 'situation.json'), JSON.stringify(situation));
  writeFileSync(join(folder, 'aws.js'), AWS);
  const run = runBuildspec({
    folder,
    buildspec: recordBuildspec,
    variables: variablesOf(situation),
    programs: { aws: `#!/bin/sh\nexec '${process.execPath}' '${folder}/aws.js' "$@"\n` },
  });
  return { ...run, changes: readIfThere(join(folder, 'changes'))?.trimEnd().split('\n') ?? [] };
}

function variablesOf({
  task = 'record',
  startSeconds = 60,
  family = VARIABLES.FAMILY,
}: Situation): Record<string, string> {
  return { ...VARIABLES, TASK: task, START_SECONDS: String(startSeconds), FAMILY: family };
}

const VARIABLES = {
  REPOSITORY_URL: REPOSITORY,
  CONTAINER_NAME: 'hello',
  PIPELINE: 'shop-hello',
  STAGE: 'Deploy-dev',
  ENVIRONMENT: 'dev',
  CLUSTER: 'shop-dev',
  SERVICE: 'shop-dev-hello',
  FAMILY: 'shop-dev-hello',
  PLACEHOLDER_FAMILY: 'shop-dev-hello_placeholder',
  PARAMETER: '/shop/dev/hello/image',
  EXECUTION: '6a1f5c0e-1111-4222-8333-0123456789ab',
  POLL_SECONDS: '0',
};

/** It answers what is asked as the AWS CLI does, and notes what changes something. */
const AWS = `
const fs = require('fs');
const file = __dirname + '/situation.json';
const situation = JSON.parse(fs.readFileSync(file, 'utf8'));
const [, operation, ...args] = process.argv.slice(2);
const option = (name) => args[args.indexOf('--' + name) + 1];
const fail = (code) => { console.error('An error occurred (' + code + ') when calling ' + operation); process.exit(254); };
if (operation === situation.denied) fail('AccessDeniedException');
const last = (arn) => Number(arn.split(/[/:]/).pop());
const now = situation.deployments[0] || [];
const describe = ([createdAt, revision, status]) => ({
  serviceDeploymentArn: 'arn:service-deployment/' + createdAt,
  createdAt,
  status,
  targetServiceRevisionArn: 'arn:service-revision/' + revision,
});
const serving = situation.onPlaceholder ? '${PLACEHOLDER}' : '${FAMILY}:' + (situation.serving || (now.at(-1) || [0, 0])[1]);
const isActive = (revision) => !(situation.deregistered || []).includes(Number(revision));
const named = (name) => name.includes(':') ? last(name) : Math.max(...Object.keys(situation.images).filter(isActive));
const answers = {
  'list-action-executions': () => {
    const [startTime, status] = situation.deploy || [100, 'InProgress'];
    const run = (stageName, actionName, time, state) => ({ stageName, actionName, startTime: time, status: state });
    return { actionExecutionDetails: [run('Deploy-prod', 'Deploy', 900, 'Failed'), run('Deploy-dev', 'Deploy', startTime, status), run('Deploy-dev', 'Deploy', 50, 'Failed')] };
  },
  'list-service-deployments': () => {
    if (situation.deployments.length > 1) situation.deployments.shift();
    fs.writeFileSync(file, JSON.stringify(situation));
    const { after } = JSON.parse(option('created-at'));
    const since = typeof after === 'number' ? after : Date.parse(after) / 1000;
    return { serviceDeployments: now.filter(([createdAt]) => createdAt >= since).map(describe).reverse() };
  },
  'describe-service-deployments': () => ({ serviceDeployments: now.map(describe).filter((each) => each.serviceDeploymentArn === option('service-deployment-arns')) }),
  'describe-service-revisions': () => ({ serviceRevisions: [{ taskDefinition: '${FAMILY}:' + last(option('service-revision-arns')) }] }),
  'describe-task-definition': () => {
    const revision = named(option('task-definition'));
    const image = situation.images[revision];
    if (image === undefined) fail('ClientException');
    const containerDefinitions = [{ name: 'other', image: 'x' }, { name: 'hello', image, secrets: [{ name: 'KEY', valueFrom: 'arn:key' }] }];
    const given = { taskDefinitionArn: '${FAMILY}:' + revision, revision, status: 'ACTIVE', registeredBy: 'somebody', compatibilities: [] };
    return { taskDefinition: { ...given, family: option('task-definition'), containerDefinitions }, tags: situation.taskTags };
  },
  'describe-services': () => ({
    services: [{
      taskDefinition: serving,
      deployments: [{ status: 'PRIMARY', taskDefinition: serving, rolloutState: situation.rolloutFailed ? 'FAILED' : 'IN_PROGRESS' }],
    }],
  }),
  'describe-images': () => ({ imageDetails: Object.entries(situation.tags || {}).map(([imageDigest, imageTags]) => ({ imageDigest, imageTags })) }),
  'get-parameter-history': () => ({
    Parameters: [...(situation.history || ['${image('0')}']), ...(situation.written || [])].map((Value, index) => ({ Value, Version: index + 1 })).reverse(),
  }),
  'batch-get-image': () => ({ images: [{ imageManifest: '{"schemaVersion":2}', imageManifestMediaType: 'application/json' }] }),
};
if (operation === 'deregister-task-definition') situation.deregistered = [...(situation.deregistered || []), last(option('task-definition'))];
if (operation === 'put-parameter') situation.written = [option('value')];
const isTaken = operation === 'put-image' && situation.taken > 0;
if (isTaken) situation.taken -= 1;
fs.writeFileSync(file, JSON.stringify(situation));
if (isTaken) fail('ImageTagAlreadyExistsException');
if (answers[operation]) console.log(JSON.stringify(answers[operation]()));
else {
  const words = args.map((word) => word.startsWith('file://') ? fs.readFileSync(word.slice(7), 'utf8') : word);
  fs.appendFileSync(__dirname + '/changes', [operation, ...words].join(' ').replace(/ --output json$/, '') + '\\n');
  if (operation === 'register-task-definition') console.log(JSON.stringify({ taskDefinition: { taskDefinitionArn: '${FAMILY}:9' } }));
}
`;
