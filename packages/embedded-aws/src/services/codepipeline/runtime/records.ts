import type {
  ActionDeclaration,
  ActionExecutionStatus,
  ErrorDetails,
  ExecutionTrigger,
  PipelineDeclaration,
  PipelineExecutionStatus,
  SourceRevisionOverride,
  StageExecutionStatus,
} from '@aws-sdk/client-codepipeline';

import type { ArtifactObject } from '../../codebuild/api';

/** What a source action found. */
export interface SourceRevision {
  readonly actionName: string;
  /** Name of the artifact that holds it. */
  readonly artifactName: string;
  /** Commit id, or version of an S3 object. */
  readonly revisionId: string;
  readonly revisionSummary?: string;
  readonly revisionUrl?: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
}

/** One run of a pipeline. What changes in it, the functions of this folder change. */
export interface PipelineExecution {
  /** UUID. */
  readonly id: string;
  /** The pipeline as it was stored at the start, with its tokens. */
  readonly pipeline: PipelineDeclaration;
  readonly trigger: ExecutionTrigger;
  /** Token of the caller that makes a repeated start the same one. */
  readonly clientRequestToken?: string;
  /** Values of the pipeline's variables by name. */
  readonly variables: Readonly<Record<string, string>>;
  /** What the caller wants source actions to take instead of the newest. */
  readonly sourceRevisionOverrides: readonly SourceRevisionOverride[];
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  lastUpdateTime: number;
  status: PipelineExecutionStatus;
  statusSummary?: string;
  /** Why it was stopped, as StopPipelineExecution said; undefined if it was not stopped. */
  stopReason?: string;
  /** Aborted when it is stopped without waiting for its actions. */
  abandoned: AbortController;
  /** How it went, or goes, in the stages that it has come into, by their names. */
  readonly stageStatuses: Map<string, StageExecutionStatus>;
  readonly sourceRevisions: SourceRevision[];
  /** Where artifacts are, by name. */
  readonly artifacts: Map<string, ArtifactObject>;
  /** Variables by namespace, and by name in it. */
  readonly namespaces: Map<string, Readonly<Record<string, string>>>;
}

/** One run of an action. */
export interface ActionRun {
  /** UUID. */
  readonly id: string;
  readonly execution: PipelineExecution;
  readonly stageName: string;
  readonly action: ActionDeclaration;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  lastUpdateTime: number;
  status: ActionExecutionStatus;
  summary?: string;
  externalExecutionId?: string;
  externalExecutionUrl?: string;
  errorDetails?: ErrorDetails;
  /** Of an approval without an answer. */
  approval?: OpenApproval;
  /** The configuration with its variables filled in. */
  resolvedConfiguration: Readonly<Record<string, string>>;
  inputArtifacts: readonly ArtifactObject[];
  outputArtifacts: readonly ArtifactObject[];
  outputVariables: Readonly<Record<string, string>>;
}

/** An approval that waits for its answer. */
export interface OpenApproval {
  /** UUID that the answer has to name. */
  readonly token: string;
  readonly answer: (result: ApprovalAnswer) => void;
}

/** What a person says to an approval. */
export interface ApprovalAnswer {
  readonly status: 'Approved' | 'Rejected';
  readonly summary: string;
}
