import { setTimeout as wait } from 'node:timers/promises';
import {
  CodePipelineClient,
  PipelineExecutionNotStoppableException,
  StopPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import { PipelineWatch } from '../../../cli/rehearse/pipeline-watch';
import type { AwsSettings } from 'embedded-aws/gateway/settings';

/** How often the pipeline is looked at, in milliseconds. */
const POLL_MS = 100;

/** Abandons an execution, as one does that waits for a deployment which ECS has given up, and waits for its end. */
export async function stopExecution(
  settings: AwsSettings,
  watch: PipelineWatch,
  pipelineExecutionId: string,
): Promise<void> {
  if ((await watch.status(pipelineExecutionId)) === 'InProgress') {
    const stop = { pipelineName: watch.pipelineName, pipelineExecutionId, abandon: true };
    await new CodePipelineClient(settings).send(new StopPipelineExecutionCommand(stop)).catch((error: unknown) => {
      // It may have ended since.
      if (!(error instanceof PipelineExecutionNotStoppableException)) throw error;
    });
  }
  while (['InProgress', 'Stopping'].includes(await watch.status(pipelineExecutionId))) await wait(POLL_MS);
}

/** Abandons what a pipeline is at. */
export async function stopExecutions(settings: AwsSettings, pipelineName: string): Promise<void> {
  const watch = new PipelineWatch(settings, pipelineName);
  for (const id of await watch.executions()) await stopExecution(settings, watch, id);
}
