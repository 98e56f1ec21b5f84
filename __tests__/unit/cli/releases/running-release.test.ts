import {
  CodePipelineClient,
  CodePipelineServiceException,
  PipelineNotFoundException,
  type ActionExecutionDetail,
} from '@aws-sdk/client-codepipeline';
import { runningRelease } from '../../../../cli/releases/running-release';

const STAGE = { pipeline: 'shop-hello', environment: 'dev', region: 'eu-central-1' };

/** The client's other forms of `send` take a function. */
const send = jest.spyOn(CodePipelineClient.prototype, 'send') as unknown as jest.SpyInstance<Promise<unknown>>;

afterAll(() => {
  send.mockRestore();
});

function answer(...actionExecutionDetails: readonly ActionExecutionDetail[]): void {
  send.mockResolvedValue({ actionExecutionDetails });
}

function refuse(error: Error): void {
  send.mockRejectedValue(error);
}

function action(stageName: string, actionName: string, status: ActionExecutionDetail['status']): ActionExecutionDetail {
  return { stageName, actionName, status, pipelineExecutionId: `${stageName}-${actionName}` };
}

const look = () => runningRelease(STAGE, {});

describe('a release is on its way', () => {
  it('as long as its record follows it', async () => {
    answer(action('Build', 'Build', 'InProgress'), action('Deploy-dev', 'Record', 'InProgress'));
    expect(await look()).toEqual({ execution: 'Deploy-dev-Record' });
  });

  it('already while a first one is prepared', async () => {
    answer(action('Deploy-dev', 'Prepare', 'InProgress'));
    expect(await look()).toEqual({ execution: 'Deploy-dev-Prepare' });
  });

  it.each<[string, ActionExecutionDetail]>([
    ['to another environment', action('Deploy-prod', 'Record', 'InProgress')],
    ['that waits for an approval', action('Deploy-dev', 'Approval', 'InProgress')],
    ['that is complete', action('Deploy-dev', 'Record', 'Succeeded')],
    ['that ECS gave up, and only the Deploy action goes on', action('Deploy-dev', 'Deploy', 'InProgress')],
  ])('but not one %s', async (_what, other) => {
    answer(other);
    expect(await look()).toBeUndefined();
  });

  it('never where there is no pipeline yet', async () => {
    refuse(new PipelineNotFoundException({ message: 'none', $metadata: {} }));
    expect(await look()).toBeUndefined();
  });

  it('perhaps where it may not be seen; other errors are thrown', async () => {
    const refusal = { name: 'AccessDeniedException', message: 'no', $fault: 'client' as const, $metadata: {} };
    refuse(new CodePipelineServiceException(refusal));
    expect(await look()).toBe('unseen');
    refuse(new CodePipelineServiceException({ ...refusal, name: 'ValidationException' }));
    await expect(look()).rejects.toThrow('no');
  });

  it('or it is said what keeps CodePipeline from telling', async () => {
    refuse(Object.assign(new Error('getaddrinfo ENOTFOUND codepipeline'), { code: 'ENOTFOUND' }));
    await expect(look()).rejects.toMatchObject({
      name: 'UserError',
      message:
        'CodePipeline does not say whether a release of shop-hello to dev is on its way in eu-central-1: getaddrinfo ' +
        'ENOTFOUND codepipeline.',
      hint: 'Check the network, and region in the config.',
    });
  });
});
