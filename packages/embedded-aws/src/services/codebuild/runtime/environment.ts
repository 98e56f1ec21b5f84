import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import type { EnvironmentVariable } from '@aws-sdk/client-codebuild';

import { writeDockerProgram } from '../../../containers/docker-program';
import type { AwsSettings } from '../../../gateway/settings';
import type { BuildRun } from './build-run';
import type { Buildspec } from './buildspec';
import type { SourceFolders } from './sources';
import { readParameters, readSecrets } from './stored-variables';

type Variables = Readonly<Record<string, string>>;

/** Where systems keep their programs; nothing of this process's own PATH is passed on. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/**
 * Makes the whole environment of a build's commands: what CodeBuild sets, below it the call and the project, below
 * those the buildspec (CodeBuild User Guide, "Environment variables in build environments"). Nothing of this process's
 * environment is in it.
 * @param settings of the role: its credentials are the build's
 * @throws PhaseFailure if a stored variable is not there or the role may not read it
 */
export async function environmentOf(
  run: BuildRun,
  settings: AwsSettings,
  sources: SourceFolders,
  spec: Buildspec,
): Promise<Variables> {
  run.log.write('Processing environment variables');
  const project = run.build.description.environment?.environmentVariables ?? [];
  const parameters = valuesOf(project, 'PARAMETER_STORE');
  const secrets = valuesOf(project, 'SECRETS_MANAGER');
  return {
    ...(await systemVariables(run)),
    ...awsVariables(settings),
    ...spec.variables,
    ...(await storedVariables(run, settings, spec.parameterStore, spec.secretsManager)),
    ...valuesOf(project, 'PLAINTEXT'),
    ...(await storedVariables(run, settings, parameters, secrets)),
    ...codeBuildVariables(run, sources),
    ...run.runtime.environment,
  };
}

/** What programs expect of any system, in the build's own folder. */
async function systemVariables({ folder, runtime }: BuildRun): Promise<Variables> {
  const [home, temporary] = [path.join(folder, 'root'), path.join(folder, 'tmp')];
  await mkdir(home);
  await mkdir(temporary);
  const docker = await writeDockerProgram(runtime);
  const programs = [docker, ...runtime.programs, path.dirname(process.execPath), ...SYSTEM_FOLDERS];
  return { PATH: programs.join(path.delimiter), HOME: home, TMPDIR: temporary, LANG: 'C.UTF-8' };
}

/** How AWS SDKs and the aws CLI find the role and the embedded AWS, and nothing else. */
function awsVariables({ endpoint, region, credentials }: AwsSettings): Variables {
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

function codeBuildVariables({ build: { description } }: BuildRun, sources: SourceFolders): Variables {
  const { source } = description;
  const secondary = Object.entries(sources.secondary).map(([name, directory]) => [
    `CODEBUILD_SRC_DIR_${name}`,
    directory,
  ]);
  return {
    CODEBUILD_CI: 'true',
    CODEBUILD_BUILD_ARN: description.arn,
    CODEBUILD_BUILD_ID: description.id,
    CODEBUILD_BUILD_IMAGE: description.environment?.image ?? '',
    CODEBUILD_BUILD_NUMBER: String(description.buildNumber),
    CODEBUILD_BUILD_SUCCEEDING: '1',
    CODEBUILD_INITIATOR: description.initiator,
    CODEBUILD_KMS_KEY_ID: description.encryptionKey ?? '',
    CODEBUILD_LOG_PATH: description.logs?.streamName ?? '',
    CODEBUILD_RESOLVED_SOURCE_VERSION: description.resolvedSourceVersion ?? '',
    CODEBUILD_SOURCE_REPO_URL: source?.type === 'S3' ? `s3://${source.location ?? ''}` : '',
    CODEBUILD_SOURCE_VERSION: description.sourceVersion ?? '',
    CODEBUILD_SRC_DIR: sources.primary,
    CODEBUILD_START_TIME: String(Math.floor(description.startTime * 1000)),
    ...(Object.fromEntries(secondary) as Variables),
  };
}

function valuesOf(variables: readonly EnvironmentVariable[], wanted: EnvironmentVariable['type']): Variables {
  const chosen = variables.filter(({ type = 'PLAINTEXT' }) => type === wanted);
  return Object.fromEntries(chosen.map(({ name = '', value = '' }) => [name, value]));
}

async function storedVariables(
  run: BuildRun,
  settings: AwsSettings,
  parameters: Variables,
  secrets: Variables,
): Promise<Variables> {
  const values = { ...(await readParameters(settings, parameters)), ...(await readSecrets(settings, secrets)) };
  for (const value of Object.values(values)) run.log.hide(value);
  return values;
}
