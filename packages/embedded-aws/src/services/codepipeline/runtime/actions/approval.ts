import { randomUUID } from 'node:crypto';

import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

import type { ActionContext, ActionProvider } from '../action-context';
import { ActionFailure } from '../action-failure';
import { consoleUrl } from '../console-url';
import type { ApprovalAnswer } from '../records';
import { untilCalled } from '../signalled';
import { withClient } from '../with-client';

/**
 * Waits for a person's approval, after telling the topic if there is one (CodePipeline User Guide, "Manual approval
 * action reference").
 */
export const approve: ActionProvider = async (context) => {
  const { run, signal } = context;
  const token = randomUUID();
  await notify(context, token);
  const answer = await untilCalled<ApprovalAnswer>(signal, (tell) => {
    run.approval = { token, answer: tell };
  }).finally(() => delete run.approval);
  if (answer.status === 'Rejected') {
    throw new ActionFailure('JobFailed', answer.summary || 'The approval was rejected.');
  }
  return { summary: answer.summary };
};

async function notify(context: ActionContext, token: string): Promise<void> {
  const { NotificationArn } = context.configuration;
  if (NotificationArn === undefined) return;
  const pipelineName = context.execution.pipeline.name ?? '';
  const Subject = `APPROVAL NEEDED: AWS CodePipeline ${pipelineName} for action ${String(context.action.name)}`;
  const Message = JSON.stringify(notificationOf(context, pipelineName, token));
  await withClient(new SNSClient(context.settings), (sns) =>
    sns.send(new PublishCommand({ TopicArn: NotificationArn, Subject: Subject.slice(0, SUBJECT_CHARACTERS), Message })),
  );
}

/** Longest subject of a notification (Amazon SNS API Reference, "Publish"). */
const SUBJECT_CHARACTERS = 100;

/** CodePipeline User Guide, "JSON data format for manual approval notifications in CodePipeline". */
function notificationOf({ place, run, configuration }: ActionContext, pipelineName: string, token: string): object {
  const consoleLink = consoleUrl(place, `codesuite/codepipeline/pipelines/${pipelineName}/view`);
  const approvalPath = `${run.stageName}/${String(run.action.name)}/approve/${token}`;
  return {
    region: place.scope.region,
    consoleLink,
    approval: {
      pipelineName,
      stageName: run.stageName,
      actionName: run.action.name,
      token,
      // To the minute: 2016-07-07T20:22Z.
      expires: `${new Date(run.startTime + approvalTimeoutMs(run.action)).toISOString().slice(0, 16)}Z`,
      externalEntityLink: configuration['ExternalEntityLink'],
      approvalReviewLink: `${consoleLink}#/${approvalPath}`,
      customData: configuration['CustomData'],
    },
  };
}

/** Minutes that an approval waits: a week (CodePipeline User Guide, "Quotas in AWS CodePipeline"). */
const DEFAULT_TIMEOUT_MINUTES = 7 * 24 * 60;

/** @returns milliseconds that an approval waits for its answer */
export function approvalTimeoutMs({ timeoutInMinutes }: { readonly timeoutInMinutes?: number | undefined }): number {
  return (timeoutInMinutes ?? DEFAULT_TIMEOUT_MINUTES) * 60_000;
}
