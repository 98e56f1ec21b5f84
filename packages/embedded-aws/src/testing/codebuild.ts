import {
  BatchGetBuildsCommand,
  type Build,
  CodeBuildClient,
  CreateProjectCommand,
  type CreateProjectCommandInput,
  type ProjectEnvironment,
  StartBuildCommand,
  type StartBuildCommandInput,
} from '@aws-sdk/client-codebuild';
import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { setTimeout as wait } from 'node:timers/promises';

import { ACCOUNT, type EmbeddedAwsFixture } from './embedded-aws';

/** What a build's role may do, as statements of a policy. */
export type Statements = readonly { readonly Action: string | string[]; readonly Resource: string | string[] }[];

/** Real milliseconds between two looks at a build. */
const POLL_MS = 50;

/**
 * Makes a role for builds.
 * @param statements what it may do @default everything
 * @returns its ARN
 */
export async function createBuildRole(
  fixture: EmbeddedAwsFixture,
  name: string,
  statements: Statements = [{ Action: '*', Resource: '*' }],
): Promise<string> {
  const iam = fixture.client(IAMClient);
  const trust = [{ Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' }, Action: 'sts:AssumeRole' }];
  await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: policyOf(trust) }));
  const PolicyDocument = policyOf(statements.map((statement) => ({ Effect: 'Allow', ...statement })));
  await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'build', PolicyDocument }));
  return `arn:aws:iam::${ACCOUNT}:role/${name}`;
}

function policyOf(Statement: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

/** The environment of projects in tests. */
export const ENVIRONMENT: ProjectEnvironment = {
  type: 'LINUX_CONTAINER',
  image: 'aws/codebuild/standard:7.0',
  computeType: 'BUILD_GENERAL1_SMALL',
};

/** What a project without a source is made of, but for its name. */
export function projectWith(buildspec: string, serviceRole: string): Omit<CreateProjectCommandInput, 'name'> {
  return {
    source: { type: 'NO_SOURCE', buildspec },
    artifacts: { type: 'NO_ARTIFACTS' },
    environment: ENVIRONMENT,
    serviceRole,
  };
}

/** A build, and all that it has written to its log. */
export interface FinishedBuild {
  readonly build: Build;
  readonly log: string;
}

/** Makes a project, builds it and waits for the end. */
export async function buildProject(
  fixture: EmbeddedAwsFixture,
  project: CreateProjectCommandInput,
  start: Partial<StartBuildCommandInput> = {},
): Promise<FinishedBuild> {
  const codebuild = fixture.client(CodeBuildClient);
  await codebuild.send(new CreateProjectCommand(project));
  const { build } = await codebuild.send(new StartBuildCommand({ projectName: project.name, ...start }));
  return finished(fixture, build?.id ?? '');
}

/** Waits for the end of a build. */
export async function finished(fixture: EmbeddedAwsFixture, id: string): Promise<FinishedBuild> {
  const build = await buildOnce(fixture, id, ({ buildComplete }) => buildComplete === true);
  return { build, log: await logOf(fixture, build) };
}

/** Waits until a build is as wanted. */
export async function buildOnce(
  fixture: EmbeddedAwsFixture,
  id: string,
  isWanted: (build: Build) => boolean,
): Promise<Build> {
  const codebuild = fixture.client(CodeBuildClient);
  for (;;) {
    const { builds } = await codebuild.send(new BatchGetBuildsCommand({ ids: [id] }));
    const build = builds?.[0];
    if (build !== undefined && isWanted(build)) return build;
    await wait(POLL_MS);
  }
}

/** What a build has written to its log so far. */
export async function logOf(fixture: EmbeddedAwsFixture, { logs }: Build): Promise<string> {
  if (logs?.groupName === undefined) return '';
  const client = fixture.client(CloudWatchLogsClient);
  const messages: string[] = [];
  for (let token: string | undefined, isEnd = false; !isEnd;) {
    const read = new GetLogEventsCommand({
      logGroupName: logs.groupName,
      logStreamName: logs.streamName,
      startFromHead: true,
      ...(token !== undefined && { nextToken: token }),
    });
    const { events = [], nextForwardToken } = await client.send(read);
    messages.push(...events.map(({ message = '' }) => message));
    isEnd = events.length === 0;
    token = nextForwardToken;
  }
  return messages.join('');
}

/** Status and message of a phase, as `<status> <code>: <message>`. */
export function phaseOf({ phases = [] }: Build, type: string): string {
  const phase = phases.find(({ phaseType }) => phaseType === type);
  const [context] = phase?.contexts ?? [];
  return `${phase?.phaseStatus ?? ''} ${context?.statusCode ?? ''}: ${context?.message ?? ''}`;
}
