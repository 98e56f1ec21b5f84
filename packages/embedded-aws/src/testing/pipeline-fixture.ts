import { setTimeout as wait } from 'node:timers/promises';

import {
  type ActionExecutionDetail,
  CodePipelineClient,
  CreatePipelineCommand,
  GetPipelineStateCommand,
  ListActionExecutionsCommand,
  ListPipelineExecutionsCommand,
  type PipelineDeclaration,
  type PipelineExecutionSummary,
  PutApprovalResultCommand,
  type StageDeclaration,
  type StageState,
  StartPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import { IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

import type { EmbeddedAwsFixture } from './embedded-aws';
import { createPipelineRole, PIPELINE_ROLE, type RoleStatement } from './pipeline';

/** Real milliseconds between two looks. */
const POLL_MS = 20;

/** Looks until there is something to see; a test's own time limit ends it. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await wait(POLL_MS);
  }
}

/** Which approval. */
interface Question {
  /** @default any execution's */
  readonly executionId?: string;
  /** @default the one that is called like its stage */
  readonly actionName?: string;
}

/** What to say to it. */
interface Answer {
  /** @default Approved */
  readonly status?: 'Approved' | 'Rejected';
}

/** What the pipelines of a test file need, and what is seen of them. */
export class PipelineFixture {
  readonly client: CodePipelineClient;

  private constructor(fixture: EmbeddedAwsFixture) {
    this.client = fixture.client(CodePipelineClient);
  }

  /**
   * Makes the buckets `artifacts` and `sources`, an object `source.zip` in the latter, and the role.
   * @param statements what the role may do @default everything
   */
  static async create(fixture: EmbeddedAwsFixture, statements?: readonly RoleStatement[]): Promise<PipelineFixture> {
    const s3 = fixture.client(S3Client);
    const CreateBucketConfiguration = { LocationConstraint: 'eu-central-1' } as const;
    for (const Bucket of ['artifacts', 'sources']) {
      await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
    }
    await s3.send(new PutObjectCommand({ Bucket: 'sources', Key: 'source.zip', Body: 'no zip file, just bytes' }));
    await createPipelineRole(fixture.client(IAMClient), statements);
    return new PipelineFixture(fixture);
  }

  /** Makes a pipeline, which runs at once. @returns the id of its execution */
  async createPipeline(pipeline: PipelineDeclaration): Promise<string> {
    await this.client.send(new CreatePipelineCommand({ pipeline }));
    const [first] = await this.executions(pipeline.name ?? '');
    return first?.pipelineExecutionId ?? '';
  }

  /** @returns the id of the execution */
  async start(name: string): Promise<string> {
    const { pipelineExecutionId = '' } = await this.client.send(new StartPipelineExecutionCommand({ name }));
    return pipelineExecutionId;
  }

  async executions(pipelineName: string): Promise<PipelineExecutionSummary[]> {
    const list = new ListPipelineExecutionsCommand({ pipelineName });
    return (await this.client.send(list)).pipelineExecutionSummaries ?? [];
  }

  /** Waits until an execution has a status. */
  async untilStatus(pipelineName: string, id: string, status: string): Promise<PipelineExecutionSummary> {
    return until(async () => {
      const found = await this.#execution(pipelineName, id);
      if (found?.status === status) return found;
      await this.#checkGoesOn(pipelineName, found);
      return undefined;
    });
  }

  async #execution(pipelineName: string, id: string): Promise<PipelineExecutionSummary | undefined> {
    return (await this.executions(pipelineName)).find((one) => one.pipelineExecutionId === id);
  }

  /** Nothing more is to be waited for in an execution that has ended. */
  async #checkGoesOn(pipelineName: string, found: PipelineExecutionSummary | undefined): Promise<void> {
    if (found?.status === 'InProgress' || found?.status === 'Stopping') return;
    const actions = await this.actions(pipelineName, found?.pipelineExecutionId ?? '');
    const errors = actions.map(({ output }) => output?.executionResult?.errorDetails);
    throw new Error(`the execution has ended as ${String(found?.status)}: ${JSON.stringify(errors)}`);
  }

  async stage(name: string, stageName: string): Promise<StageState | undefined> {
    const { stageStates } = await this.client.send(new GetPipelineStateCommand({ name }));
    return stageStates?.find((stage) => stage.stageName === stageName);
  }

  /** Waits for an approval. @returns its token */
  async untilAsked(name: string, stageName: string, { executionId, actionName }: Question = {}): Promise<string> {
    return until<string>(async () => {
      if (executionId !== undefined) await this.#checkGoesOn(name, await this.#execution(name, executionId));
      const { latestExecution, actionStates = [] } = (await this.stage(name, stageName)) ?? {};
      if (executionId !== undefined && latestExecution?.pipelineExecutionId !== executionId) return undefined;
      return actionStates.find((state) => state.actionName === (actionName ?? stageName))?.latestExecution?.token;
    });
  }

  /** Answers an approval when it is asked for. */
  async answer(pipelineName: string, stageName: string, answer: Question & Answer = {}): Promise<void> {
    const { actionName = stageName, status = 'Approved' } = answer;
    const token = await this.untilAsked(pipelineName, stageName, answer);
    const result = { status, summary: `${status} by a test` };
    await this.client.send(new PutApprovalResultCommand({ pipelineName, stageName, actionName, token, result }));
  }

  /** What an execution's actions did, the newest first. */
  async actions(pipelineName: string, pipelineExecutionId: string): Promise<ActionExecutionDetail[]> {
    const list = new ListActionExecutionsCommand({ pipelineName, filter: { pipelineExecutionId } });
    return (await this.client.send(list)).actionExecutionDetails ?? [];
  }
}

/** A stage of one approval, both of one name. */
export function approvalStage(name: string): StageDeclaration {
  const actionTypeId = { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' } as const;
  return { name, actions: [{ name, actionTypeId }] };
}

/** A stage that takes the fixture's object, with the namespace `Source`. */
export function sourceStage(): StageDeclaration {
  return {
    name: 'Source',
    actions: [
      {
        name: 'Source',
        namespace: 'Source',
        actionTypeId: { category: 'Source', owner: 'AWS', provider: 'S3', version: '1' },
        configuration: { S3Bucket: 'sources', S3ObjectKey: 'source.zip', PollForSourceChanges: 'false' },
        outputArtifacts: [{ name: 'source' }],
      },
    ],
  };
}

/** A stage that takes branch main of acme/shop from GitHub, with the namespace `Source`. */
export function githubSource(): StageDeclaration {
  return {
    name: 'Source',
    actions: [
      {
        name: 'Source',
        namespace: 'Source',
        actionTypeId: { category: 'Source', owner: 'ThirdParty', provider: 'GitHub', version: '1' },
        configuration: {
          Owner: 'acme',
          Repo: 'shop',
          Branch: 'main',
          OAuthToken: 'acme-token',
          PollForSourceChanges: 'false',
        },
        outputArtifacts: [{ name: 'source' }],
      },
    ],
  };
}

/** A pipeline of the fixture's source and the given stages. */
export function pipelineOf(
  name: string,
  stages: StageDeclaration[],
  changes: Omit<Partial<PipelineDeclaration>, 'name'> = {},
): PipelineDeclaration & { name: string } {
  return {
    name,
    roleArn: PIPELINE_ROLE,
    pipelineType: 'V2',
    executionMode: 'SUPERSEDED',
    artifactStore: { type: 'S3', location: 'artifacts' },
    stages: [sourceStage(), ...stages],
    ...changes,
  };
}
