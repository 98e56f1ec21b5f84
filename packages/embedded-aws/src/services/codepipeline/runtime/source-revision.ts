import type { SourceRevisionType } from '@aws-sdk/client-codepipeline';

import type { ActionContext } from './action-context';
import type { SourceRevision } from './records';

/** What the start of the execution named for this source action; undefined for the newest. */
export function revisionOverride({ execution, action }: ActionContext, type: SourceRevisionType): string | undefined {
  return execution.sourceRevisionOverrides.find(
    ({ actionName, revisionType }) => actionName === action.name && revisionType === type,
  )?.revisionValue;
}

/** Remembers what a source action found. */
export function recordSource(
  { execution, action, outputs }: ActionContext,
  revision: Omit<SourceRevision, 'actionName' | 'artifactName'>,
): void {
  execution.sourceRevisions.push({ actionName: action.name ?? '', artifactName: outputs[0]?.name ?? '', ...revision });
}
