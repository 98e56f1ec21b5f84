import { randomUUID } from 'node:crypto';

import {
  BatchGetBuildsCommand,
  type Build,
  CodeBuildClient,
  type EnvironmentVariable,
  StartBuildCommand,
} from '@aws-sdk/client-codebuild';

import { s3ArnOf } from '../../../../gateway/arn';
import { type ArtifactObject, handovers } from '../../../codebuild/api';
import type { ActionContext, ActionProvider } from '../action-context';
import { ActionFailure } from '../action-failure';
import { required } from '../configuration';
import { consoleUrl } from '../console-url';
import { poll } from '../signalled';
import { withClient } from '../with-client';

/**
 * Runs a build with the action's artifacts (CodePipeline User Guide, "AWS CodeBuild build and test action reference").
 * Its exported variables become the action's.
 */
export const build: ActionProvider = async (context) => {
  if (context.configuration['BatchEnabled'] === 'true') {
    throw new ActionFailure('ConfigurationError', 'The embedded AWS runs no batch builds: set BatchEnabled to false.');
  }
  const finished = await withClient(new CodeBuildClient(context.settings), async (codebuild) => {
    const { id = '' } = await startBuild(context, codebuild);
    return poll(context.signal, async () => {
      const { builds } = await codebuild.send(new BatchGetBuildsCommand({ ids: [id] }));
      return builds?.find(({ buildStatus }) => buildStatus !== 'IN_PROGRESS');
    });
  });
  if (finished.buildStatus !== 'SUCCEEDED') throw new ActionFailure('JobFailed', reasonOf(finished));
  const exported = finished.exportedEnvironmentVariables ?? [];
  return { outputVariables: Object.fromEntries(exported.map(({ name = '', value = '' }) => [name, value])) };
};

async function startBuild(context: ActionContext, codebuild: CodeBuildClient): Promise<Build> {
  const { runtime, place, run, execution, outputs } = context;
  const projectName = required(context, 'ProjectName');
  const idempotencyToken = randomUUID();
  const inputs = primaryFirst(context);
  handovers.in(runtime.memory, place).set(idempotencyToken, {
    initiator: `codepipeline/${execution.pipeline.name ?? ''}`,
    sourceVersion: versionOf(context, inputs[0]),
    inputs,
    outputs,
  });
  const environmentVariablesOverride = environmentVariables(context);
  const { build: started = {} } = await codebuild.send(
    new StartBuildCommand({ projectName, idempotencyToken, environmentVariablesOverride }),
  );
  run.externalExecutionId = started.id ?? '';
  run.externalExecutionUrl = consoleUrl(
    place,
    `codebuild/home#/builds/${encodeURIComponent(started.id ?? '')}/view/new`,
  );
  return started;
}

function primaryFirst({ inputs, configuration }: ActionContext): ArtifactObject[] {
  const isPrimary = ({ name }: ArtifactObject): boolean => name === configuration['PrimarySource'];
  return [...inputs.filter(isPrimary), ...inputs.filter((input) => !isPrimary(input))];
}

/** The commit that an artifact holds; of what was built, where it is. */
function versionOf({ execution, place }: ActionContext, artifact: ArtifactObject | undefined): string {
  if (artifact === undefined) return '';
  const revision = execution.sourceRevisions.find(({ artifactName }) => artifactName === artifact.name);
  return revision?.revisionId ?? s3ArnOf(place, `${artifact.bucket}/${artifact.key}`);
}

function environmentVariables(context: ActionContext): EnvironmentVariable[] {
  const text = context.configuration['EnvironmentVariables'];
  if (text === undefined) return [];
  try {
    return JSON.parse(text) as EnvironmentVariable[];
  } catch (error) {
    throw new ActionFailure(
      'ConfigurationError',
      `EnvironmentVariables of action ${String(context.action.name)} is no JSON: ${String(error)}`,
    );
  }
}

/** As CodePipeline words it: the phase that failed, and why. */
function reasonOf({ buildStatus, phases = [] }: Build): string {
  const failed = phases.find(({ phaseStatus }) => phaseStatus !== undefined && phaseStatus !== 'SUCCEEDED');
  const [context] = failed?.contexts ?? [];
  const state = `Build terminated with state: ${String(buildStatus)}`;
  if (failed === undefined) return state;
  return `${state}. Phase: ${String(failed.phaseType)}, Code: ${String(context?.statusCode)}, Message: ${String(context?.message)}`;
}
