import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';

import { S3Client } from '@aws-sdk/client-s3';

import { ignoreAbort, isAbortError } from '../../../error-kinds';
import { AwsError } from '../../../gateway/aws-error';
import type { Runtime } from '../../../gateway/runtime';
import type { AwsSettings } from '../../../gateway/settings';
import { uploadArtifacts } from './artifacts';
import type { Build, BuildStatus, Ending } from './build';
import { BuildLog } from './build-log';
import { type BuildRun, uuidOf } from './build-run';
import type { Buildspec } from './buildspec';
import { expandText, runCommandPhases } from './commands';
import { environmentOf } from './environment';
import { loadBuildspec } from './load-buildspec';
import { openLogStream } from './log-stream';
import { PhaseFailure, runPhase } from './phase';
import { processorTime } from './processor-time';
import { Shell } from './shell';
import { downloadSources } from './sources';
import { timeOver } from './time-limit';

const MS_PER_MINUTE = 60_000;

/**
 * Runs a build to its end, in a folder of its own (CodeBuild User Guide, "Build phase transitions").
 * @param ended aborted when the embedded AWS ends
 */
export async function runBuild(runtime: Runtime, build: Build, ended: AbortSignal): Promise<void> {
  const folder = path.join(runtime.folder, 'codebuild', uuidOf(build));
  await mkdir(folder, { recursive: true });
  const log = await BuildLog.open(path.join(folder, 'log'), runtime.clock);
  const timeout = new AbortController();
  const done = new AbortController();
  const signal = AbortSignal.any([build.stopped, timeout.signal, ended]);
  const run: BuildRun = { runtime, build, folder, log, groups: new Set(), signal };
  limit(run, timeout, done.signal);
  let status: BuildStatus = 'FAULT';
  try {
    status = await statusOf(run);
  } finally {
    done.abort();
    build.beginPhase('FINALIZING', runtime.clock);
    await log.end();
    // A program that was just killed may still write.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    build.endPhase('SUCCEEDED', { statusCode: '', message: '' }, runtime.clock);
    build.complete(status, runtime.clock);
  }
}

/** Ends a build that takes longer than it may. */
function limit({ runtime, build, log, groups }: BuildRun, timeout: AbortController, done: AbortSignal): void {
  const minutes = build.description.timeoutInMinutes ?? 60;
  const look = async (): Promise<string> => `${await log.size()} ${await processorTime(groups)}`;
  const end = (how: 'late' | 'idle'): void => {
    if (how === 'idle') log.write(`Nothing was printed and nothing computed for ${minutes} minutes: the build hangs.`);
    timeout.abort('TIMED_OUT' satisfies Ending);
  };
  const over = timeOver({ clock: runtime.clock, ms: minutes * MS_PER_MINUTE, look, signal: done });
  runtime.background('the time limit of a build', () => over.then(end).catch(ignoreAbort));
}

async function statusOf(run: BuildRun): Promise<BuildStatus> {
  try {
    return (await runPhases(run)) ? 'SUCCEEDED' : 'FAILED';
  } catch (error) {
    const isEnding = error === run.signal.reason || isAbortError(error);
    if (!isEnding && !(error instanceof PhaseFailure)) throw error;
    if (!run.signal.aborted) return 'FAILED';
    return run.signal.reason === 'TIMED_OUT' ? 'TIMED_OUT' : 'STOPPED';
  }
}

/** @returns whether all that had to succeed did */
async function runPhases(run: BuildRun): Promise<boolean> {
  const settings = await runPhase(run, 'QUEUED', () => openRole(run));
  await runPhase(run, 'PROVISIONING', () => Promise.resolve());
  const { spec, shell, source } = await runPhase(run, 'DOWNLOAD_SOURCE', () => prepare(run, settings));
  try {
    const succeeded = await runCommandPhases(run, spec, shell);
    await exportVariables(run, spec, shell);
    const s3 = new S3Client(settings);
    const expand = (text: string): Promise<string> => expandText(shell, run.folder, text);
    await runPhase(run, 'UPLOAD_ARTIFACTS', () => uploadArtifacts({ run, s3, source, expand }, spec));
    return succeeded;
  } finally {
    shell.kill();
  }
}

/** The role writes the log, too, so nothing is done before it may. */
async function openRole(run: BuildRun): Promise<AwsSettings> {
  const settings = await assumeRole(run);
  const target = await openLogStream(run, settings);
  if (target !== undefined) run.log.deliverTo(target);
  return settings;
}

async function assumeRole({ build, runtime }: BuildRun): Promise<AwsSettings> {
  const { project, place } = build.options;
  const roleArn = build.description.serviceRole ?? '';
  try {
    return await runtime.assumeRole({
      roleArn,
      service: 'codebuild.amazonaws.com',
      sourceArn: project.arn ?? '',
      region: place.scope.region,
      sessionName: `AWSCodeBuild-${uuidOf(build)}`,
    });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const message = `CodeBuild is not authorized to perform: sts:AssumeRole on service role ${roleArn}. ${error.message}`;
    throw new PhaseFailure('ACCESS_DENIED', message, { cause: error });
  }
}

async function prepare(
  run: BuildRun,
  settings: AwsSettings,
): Promise<{ spec: Buildspec; shell: Shell; source: string }> {
  run.log.write('Waiting for DOWNLOAD_SOURCE');
  const sources = await downloadSources(run, settings);
  run.log.write('Phase is DOWNLOAD_SOURCE');
  run.log.write(`CODEBUILD_SRC_DIR=${sources.primary}`);
  const spec = await loadBuildspec(run, settings, sources.primary);
  const environment = await environmentOf(run, settings, sources, spec);
  run.log.write(`Moving to directory ${sources.primary}`);
  const shell = new Shell({
    program: spec.shell,
    directory: sources.primary,
    environment,
    folder: run.folder,
    output: run.log.fd,
    isolated: spec.version === '0.1',
    groups: run.groups,
    signal: run.signal,
  });
  return { spec, shell, source: sources.primary };
}

/** Only exported variables of the shell count, and those that have no value are left out. */
async function exportVariables(run: BuildRun, spec: Buildspec, shell: Shell): Promise<void> {
  const variables: { name: string; value: string }[] = [];
  for (const name of spec.exportedVariables) {
    const value = await expandText(shell, run.folder, `\${${name}-}`);
    if (value !== '') variables.push({ name, value });
  }
  run.build.update({ exportedEnvironmentVariables: variables });
}
