import { randomUUID } from 'node:crypto';

import { arnOf, s3ArnOf } from '../../../gateway/arn';
import { AwsError } from '../../../gateway/aws-error';
import { Build, type BuildDescription, type BuildOptions, type BuildProject, buildsIn } from '../runtime/build';
import { handovers, type PipelineHandover } from '../api';
import { runBuild } from '../runtime/run-build';
import type { HandlerContext } from '../../../gateway/handler';
import { asText, type JsonObject } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';
import { sessionOf } from '../../../gateway/sessions';
import { settingsOf } from './build-settings';
import { buildProjects } from './projects';

/**
 * Starts a build, which goes on by itself.
 * @param input of StartBuild
 * @throws AwsError as StartBuild does
 */
export function startBuild(input: JsonObject, request: AwsRequest, context: HandlerContext): Build {
  const token = asText(input['idempotencyToken']);
  const before = [...buildsIn(context.memory, request).values()].find(
    ({ options }) => token !== '' && options.idempotencyToken === token,
  );
  if (before !== undefined) return sameBuild(before, input);
  const project = findProject(input, request, context);
  const handover = handovers.in(context.memory, request).get(token);
  const options: BuildOptions = {
    place: request,
    project: settingsOf(project, input, handover !== undefined),
    request: JSON.stringify(input),
    ...(handover && { handover }),
    ...(token !== '' && { idempotencyToken: token }),
  };
  checkLimit(options, request, context);
  const build = new Build(options, describe(options, request, context));
  buildsIn(context.memory, request).set(build.description.id, build);
  context.runtime.background(`build ${build.description.id}`, (ended) => runBuild(context.runtime, build, ended));
  return build;
}

function sameBuild(build: Build, input: JsonObject): Build {
  if (build.options.request === JSON.stringify(input)) return build;
  throw new AwsError(
    'InvalidInputException',
    'Parameter mismatch: another build was started with this idempotencyToken',
  );
}

function findProject(input: JsonObject, request: AwsRequest, { memory }: HandlerContext): JsonObject {
  const name = asText(input['projectName']).replace(/^arn:.*:project\//, '');
  const project = buildProjects.in(memory, request).get(name);
  if (project !== undefined) return project;
  const arn = arnOf(request, 'codebuild', `project/${name}`);
  throw new AwsError('ResourceNotFoundException', `Project cannot be found: ${arn}`);
}

function checkLimit({ project }: BuildOptions, request: AwsRequest, { memory }: HandlerContext): void {
  const limit = project.concurrentBuildLimit;
  const running = [...buildsIn(memory, request).values()].filter(
    ({ description }) => description.projectName === project.name && description.buildComplete !== true,
  );
  if (limit === undefined || running.length < limit) return;
  throw new AwsError('AccountLimitExceededException', `Cannot have more than ${limit} active builds for the project`);
}

function describe(options: BuildOptions, request: AwsRequest, context: HandlerContext): BuildDescription {
  const { project, handover } = options;
  const { name = '' } = project;
  const id = `${name}:${randomUUID()}`;
  const startTime = context.runtime.clock.now() / 1000;
  const sourceVersion = handover === undefined ? project.sourceVersion : inputArnOf(request, handover);
  return {
    ...inherited(project),
    id,
    arn: arnOf(request, 'codebuild', `build/${id}`),
    projectName: name,
    buildNumber: nextNumber(name, request, context),
    buildStatus: 'IN_PROGRESS',
    buildComplete: false,
    currentPhase: 'QUEUED',
    startTime,
    phases: [{ phaseType: 'SUBMITTED', phaseStatus: 'SUCCEEDED', startTime, endTime: startTime, durationInSeconds: 0 }],
    initiator: handover?.initiator ?? initiatorOf(request, context),
    ...(sourceVersion !== undefined && { sourceVersion }),
    ...(handover && { resolvedSourceVersion: handover.sourceVersion }),
    artifacts: { location: '' },
    logs: { ...project.logsConfig },
  };
}

/** Of a pipeline's build the source version is the object, the resolved one its revision. */
function inputArnOf(request: AwsRequest, { inputs: [primary] }: PipelineHandover): string | undefined {
  return primary === undefined ? undefined : s3ArnOf(request, `${primary.bucket}/${primary.key}`);
}

/** What a build has in common with its project. */
function inherited(project: BuildProject): Partial<BuildDescription> {
  const { source, secondarySources, secondarySourceVersions, environment, cache } = project;
  const { serviceRole, encryptionKey, timeoutInMinutes, queuedTimeoutInMinutes } = project;
  const sources = { source, secondarySources, secondarySourceVersions };
  return { ...sources, environment, cache, serviceRole, encryptionKey, timeoutInMinutes, queuedTimeoutInMinutes };
}

/** Builds of a project are numbered from 1. */
function nextNumber(projectName: string, request: AwsRequest, { memory }: HandlerContext): number {
  const builds = [...buildsIn(memory, request).values()].filter(
    ({ description }) => description.projectName === projectName,
  );
  return Math.max(0, ...builds.map(({ description }) => description.buildNumber)) + 1;
}

/** The caller: a role and its session, or the account's owner. */
function initiatorOf({ scope }: AwsRequest, { memory }: HandlerContext): string {
  const role = sessionOf(memory, scope.accessKeyId)?.role;
  return role === undefined ? 'root' : `${role.roleArn.replace(/^.*\//, '')}/${role.sessionName}`;
}
