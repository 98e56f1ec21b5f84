import { AwsError } from '../../../gateway/aws-error';
import { historyOf } from '../runtime/start-execution';
import { asObject, asText } from '../../../gateway/json';
import { jsonHandler } from '../../../gateway/json-handler';
import { checkAction, checkStage } from './lookup';
import { storedPipeline } from './stored-pipeline';

/** Takes the answers to approvals. */
export const approvals = jsonHandler('codepipeline', {
  PutApprovalResult: async (input, request, { moto, runtime }) => {
    const [stageName, actionName] = [asText(input['stageName']), asText(input['actionName'])];
    const { pipeline } = await storedPipeline(moto, request, asText(input['pipelineName']));
    checkStage(pipeline, stageName);
    checkAction(pipeline, stageName, actionName);
    const { actionRuns } = historyOf(runtime, request, pipeline.name ?? '');
    const runs = actionRuns.filter((run) => run.stageName === stageName && run.action.name === actionName);
    const open = runs.find(({ approval }) => approval?.token === input['token'])?.approval;
    if (open === undefined) throw refusal(runs.some(({ approval }) => approval !== undefined));
    const { status, summary } = asObject(input['result']);
    if (status !== 'Approved' && status !== 'Rejected') {
      throw new AwsError(
        'ValidationException',
        `The status of an approval is Approved or Rejected, got ${String(status)}`,
      );
    }
    open.answer({ status, summary: asText(summary) });
    return { approvedAt: runtime.clock.now() / 1000 };
  },
});

function refusal(isOpen: boolean): AwsError {
  return isOpen
    ? new AwsError('InvalidApprovalTokenException', 'The approval request has another token; see GetPipelineState.')
    : new AwsError('ApprovalAlreadyCompletedException', 'The approval action has already been approved or rejected.');
}
