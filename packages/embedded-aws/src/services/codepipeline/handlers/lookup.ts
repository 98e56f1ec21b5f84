import type { PipelineDeclaration } from '@aws-sdk/client-codepipeline';

import { AwsError } from '../../../gateway/aws-error';
import type { PipelineHistory } from '../runtime/pipeline-history';
import type { PipelineExecution } from '../runtime/records';

/** @throws AwsError `PipelineExecutionNotFoundException` */
export function findExecution({ executions }: PipelineHistory, id: string): PipelineExecution {
  const execution = executions.find((one) => one.id === id);
  if (execution !== undefined) return execution;
  throw new AwsError('PipelineExecutionNotFoundException', `There is no pipeline execution with the id '${id}'`);
}

/** @throws AwsError `StageNotFoundException` */
export function checkStage({ name, stages = [] }: PipelineDeclaration, stageName: string): void {
  if (stages.some((stage) => stage.name === stageName)) return;
  throw new AwsError('StageNotFoundException', `Pipeline '${String(name)}' has no stage '${stageName}'`);
}

/** @throws AwsError `ActionNotFoundException` */
export function checkAction({ name, stages = [] }: PipelineDeclaration, stageName: string, actionName: string): void {
  const stage = stages.find((one) => one.name === stageName);
  if (stage?.actions?.some((action) => action.name === actionName) === true) return;
  throw new AwsError(
    'ActionNotFoundException',
    `Stage '${stageName}' of pipeline '${String(name)}' has no action '${actionName}'`,
  );
}
