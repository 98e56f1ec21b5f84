import type { ActionDeclaration } from '@aws-sdk/client-codepipeline';

import type { Runtime } from '../../../gateway/runtime';
import type { AwsSettings } from '../../../gateway/settings';
import type { Place } from '../../../gateway/table';
import type { ArtifactObject } from '../../codebuild/api';
import type { ArtifactStore } from './artifact-store';
import type { ActionRun, PipelineExecution } from './records';

/** What an action has at hand while it runs. */
export interface ActionContext {
  readonly runtime: Runtime;
  readonly place: Place;
  readonly execution: PipelineExecution;
  readonly action: ActionDeclaration;
  /** What callers see of the run; the action may add to it. */
  readonly run: ActionRun;
  /** With all variables filled in. */
  readonly configuration: Readonly<Record<string, string>>;
  /** Settings of clients that act as the action's role. */
  readonly settings: AwsSettings;
  readonly store: ArtifactStore;
  /** The input artifacts, in the action's order. */
  readonly inputs: readonly ArtifactObject[];
  /** Places of the output artifacts, in the action's order, for the action to fill. */
  readonly outputs: readonly ArtifactObject[];
  /** Aborted when the action's result is no longer needed. */
  readonly signal: AbortSignal;
}

/** What an action leaves behind beside its output artifacts. */
export interface ActionOutcome {
  readonly outputVariables?: Readonly<Record<string, string>>;
  readonly summary?: string;
}

/**
 * Runs actions of one kind.
 * @throws ActionFailure if the action fails
 */
export type ActionProvider = (context: ActionContext) => Promise<ActionOutcome>;
