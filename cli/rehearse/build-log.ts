import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { BatchGetBuildsCommand, CodeBuildClient } from '@aws-sdk/client-codebuild';
import type { ActionExecutionDetail } from '@aws-sdk/client-codepipeline';
import type { AwsSettings } from 'embedded-aws/gateway/settings';

/** How much of the end of a log is shown, in lines. */
const LINES = 20;

/** The end of the log of an action's build. @returns an empty text if the action is no build, or has no log */
export async function buildLog(settings: AwsSettings, action: ActionExecutionDetail): Promise<string> {
  const id = action.output?.executionResult?.externalExecutionId;
  if (action.input?.actionTypeId?.provider !== 'CodeBuild' || id === undefined) return '';
  const { builds = [] } = await new CodeBuildClient(settings).send(new BatchGetBuildsCommand({ ids: [id] }));
  const { groupName, streamName } = builds[0]?.logs ?? {};
  if (groupName === undefined || streamName === undefined) return '';
  const { events = [] } = await new CloudWatchLogsClient(settings).send(
    new GetLogEventsCommand({ logGroupName: groupName, logStreamName: streamName, startFromHead: false }),
  );
  const lines = events.map(({ message = '' }) => message.trimEnd()).filter((line) => line !== '' && !USUAL.test(line));
  return withoutRepeatedCommands(lines).slice(-LINES).join('\n');
}

/** What CodeBuild says of phases that went well. */
const USUAL = /^\[Container\] .*(Entering phase|State: SUCCEEDED$|status code: *Message:$)/;

/** CodeBuild repeats a command that failed, which may be a whole program: its first line says which one it is. */
function withoutRepeatedCommands(lines: readonly string[]): readonly string[] {
  let isRepeated = false;
  return lines.filter((line) => {
    if (!line.startsWith('[Container]')) return !isRepeated;
    isRepeated = line.includes('Command did not exit successfully') || line.includes('Phase context status code');
    return true;
  });
}
