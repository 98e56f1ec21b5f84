import {
  CodePipelineClient,
  CodePipelineServiceException,
  ListActionExecutionsCommand,
  PipelineNotFoundException,
} from '@aws-sdk/client-codepipeline';
import { deployStageName, RELEASING_ACTIONS } from '../../platform/pipeline-stages';
import { awsClientSettings } from '../aws-client-settings';
import { UserError } from '../errors';
import { awsFault } from '../faults/aws-fault';
import type { Environment } from '../project';

/** Where releases of a service to an environment are seen. */
export interface ReleaseStage {
  readonly pipeline: string;
  readonly environment: string;
  readonly region: string;
}

/** A release that is on its way; `unseen` if the credentials may not see it. */
export type RunningRelease = { readonly execution: string } | 'unseen' | undefined;

/** Statuses of an action that goes on. Source: AWS CodePipeline API Reference, "ActionExecutionDetail". */
const RUNNING = 'InProgress';

/**
 * The release that is being deployed to an environment; undefined if there is none, or no pipeline.
 * @throws UserError if CodePipeline cannot be asked
 */
export async function runningRelease(stage: ReleaseStage, env: Environment): Promise<RunningRelease> {
  const client = new CodePipelineClient(awsClientSettings('CODEPIPELINE', stage.region, env));
  try {
    // The newest come first, and few executions go on at once. (The Deploy action may go on for half an hour after ECS
    // has rolled back.)
    const { actionExecutionDetails = [] } = await client.send(
      new ListActionExecutionsCommand({ pipelineName: stage.pipeline }),
    );
    const running = actionExecutionDetails.find(
      ({ stageName, actionName = '', status }) =>
        stageName === deployStageName(stage.environment) &&
        RELEASING_ACTIONS.includes(actionName) &&
        status === RUNNING,
    );
    return running && { execution: running.pipelineExecutionId ?? '' };
  } catch (error) {
    if (error instanceof PipelineNotFoundException) return undefined;
    if (error instanceof CodePipelineServiceException && error.name === 'AccessDeniedException') return 'unseen';
    const fault = awsFault(error, env);
    if (fault === undefined) throw error;
    throw new UserError(
      `CodePipeline does not say whether a release of ${stage.pipeline} to ${stage.environment} is on its way in ${stage.region}: ${fault.why}.`,
      fault.hint,
      { cause: error },
    );
  } finally {
    client.destroy();
  }
}
