import {
  type ActionExecutionDetail,
  CodePipelineClient,
  GetPipelineCommand,
  GetPipelineExecutionCommand,
  GetPipelineStateCommand,
  ListActionExecutionsCommand,
  ListPipelineExecutionsCommand,
  PutApprovalResultCommand,
} from '@aws-sdk/client-codepipeline';
import type { AwsSettings } from 'embedded-aws/gateway/settings';

/** How a person decides on an approval. */
export type ApprovalStatus = 'Approved' | 'Rejected';

/** An approval that a pipeline waits for. */
export interface PendingApproval {
  readonly stageName: string;
  readonly actionName: string;
  readonly token: string;
}

/** A pipeline, as its state at AWS shows it. */
export class PipelineWatch {
  private readonly client: CodePipelineClient;

  constructor(
    settings: AwsSettings,
    readonly pipelineName: string,
  ) {
    this.client = new CodePipelineClient(settings);
  }

  /** Names of the stages, in order, and of the actions of each. */
  async stages(): Promise<readonly { readonly name: string; readonly actions: readonly string[] }[]> {
    const { pipeline } = await this.client.send(new GetPipelineCommand({ name: this.pipelineName }));
    return (pipeline?.stages ?? []).map(({ name = '', actions = [] }) => ({
      name,
      actions: actions.map((action) => action.name ?? ''),
    }));
  }

  /** Ids of all executions, newest first. */
  async executions(): Promise<string[]> {
    const command = new ListPipelineExecutionsCommand({ pipelineName: this.pipelineName });
    const { pipelineExecutionSummaries = [] } = await this.client.send(command);
    return pipelineExecutionSummaries.flatMap(({ pipelineExecutionId: id }) => (id === undefined ? [] : [id]));
  }

  /** E.g. `InProgress`, `Succeeded`, `Failed`, `Superseded`. */
  async status(pipelineExecutionId: string): Promise<string> {
    const command = new GetPipelineExecutionCommand({ pipelineName: this.pipelineName, pipelineExecutionId });
    return (await this.client.send(command)).pipelineExecution?.status ?? 'InProgress';
  }

  /** What the actions of an execution have done so far, in the order in which they began. */
  async actions(pipelineExecutionId: string): Promise<ActionExecutionDetail[]> {
    const command = new ListActionExecutionsCommand({
      pipelineName: this.pipelineName,
      filter: { pipelineExecutionId },
    });
    return ((await this.client.send(command)).actionExecutionDetails ?? []).toReversed();
  }

  /** The approvals that an execution waits for. */
  async pendingApprovals(pipelineExecutionId: string): Promise<PendingApproval[]> {
    const { stageStates = [] } = await this.client.send(new GetPipelineStateCommand({ name: this.pipelineName }));
    return stageStates
      .filter(({ latestExecution }) => latestExecution?.pipelineExecutionId === pipelineExecutionId)
      .flatMap(({ stageName = '', actionStates = [] }) =>
        actionStates.flatMap(({ actionName = '', latestExecution }) =>
          latestExecution?.token === undefined || latestExecution.status !== 'InProgress'
            ? []
            : [{ stageName, actionName, token: latestExecution.token }],
        ),
      );
  }

  /** Decides on an approval. */
  async decide({ stageName, actionName, token }: PendingApproval, status: ApprovalStatus): Promise<void> {
    const result = { status, summary: `${status} in the rehearsal` };
    await this.client.send(
      new PutApprovalResultCommand({ pipelineName: this.pipelineName, stageName, actionName, token, result }),
    );
  }
}
