import { randomUUID } from 'node:crypto';

import type { ActionDeclaration } from '@aws-sdk/client-codepipeline';

import type { ActionRun, PipelineExecution } from './records';

/**
 * A run that has just begun.
 * @param now milliseconds since the epoch
 */
export function newRun(
  execution: PipelineExecution,
  stageName: string,
  action: ActionDeclaration,
  now: number,
): ActionRun {
  return {
    id: randomUUID(),
    execution,
    stageName,
    action,
    startTime: now,
    lastUpdateTime: now,
    status: 'InProgress',
    resolvedConfiguration: {},
    inputArtifacts: [],
    outputArtifacts: [],
    outputVariables: {},
  };
}
