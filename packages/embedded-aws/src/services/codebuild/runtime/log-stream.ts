import path from 'node:path';

import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';

import { warnOfDroppedLines } from '../../logs/api';
import { arnOf } from '../../../gateway/arn';
import type { AwsSettings } from '../../../gateway/settings';
import type { LogTarget } from './build-log';
import { type BuildRun, uuidOf } from './build-run';
import { PhaseFailure } from './phase';

/** Events that one PutLogEvents takes (CloudWatch Logs API Reference). */
const MAX_EVENTS = 10_000;

/**
 * Opens the log stream of a build, as its role.
 * @returns undefined if the project has its logs in CloudWatch disabled
 * @throws PhaseFailure `ACCESS_DENIED` if the role may not
 */
export async function openLogStream(run: BuildRun, settings: AwsSettings): Promise<LogTarget | undefined> {
  const { project, place } = run.build.options;
  const cloudWatchLogs = project.logsConfig?.cloudWatchLogs ?? { status: 'ENABLED' };
  if (cloudWatchLogs.status === 'DISABLED') return undefined;
  const { groupName: group = '', streamName: prefix = '' } = cloudWatchLogs;
  const groupName = group === '' ? `/aws/codebuild/${run.build.description.projectName}` : group;
  const streamName = path.posix.join(prefix, uuidOf(run.build));
  const client = new CloudWatchLogsClient(settings);
  await createStream(client, groupName, streamName).catch((error: unknown) => {
    throw refusalOf(run, error);
  });
  run.build.update({
    logs: {
      ...run.build.description.logs,
      groupName,
      streamName,
      deepLink: deepLinkOf(place.scope.region, groupName, streamName),
      cloudWatchLogsArn: arnOf(place, 'logs', `log-group:${groupName}:log-stream:${streamName}`),
    },
  });
  return putEvents(client, run, groupName, streamName);
}

async function createStream(client: CloudWatchLogsClient, logGroupName: string, logStreamName: string): Promise<void> {
  const create = new CreateLogStreamCommand({ logGroupName, logStreamName });
  try {
    await client.send(create);
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    await createGroup(client, logGroupName);
    await client.send(create);
  }
}

/** Two first builds may both find that there is none. */
async function createGroup(client: CloudWatchLogsClient, logGroupName: string): Promise<void> {
  try {
    await client.send(new CreateLogGroupCommand({ logGroupName }));
  } catch (error) {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error;
  }
}

function refusalOf({ build }: BuildRun, error: unknown): PhaseFailure {
  const message = error instanceof Error ? error.message : String(error);
  return new PhaseFailure(
    'ACCESS_DENIED',
    `Service role ${build.description.serviceRole ?? ''} does not allow AWS CodeBuild to create Amazon CloudWatch Logs ` +
      `log streams for build ${build.description.arn}. Error message: ${message}`,
  );
}

/** The build goes on if its role may not write to the log stream; that lines are dropped is told once. */
function putEvents(
  client: CloudWatchLogsClient,
  { runtime }: BuildRun,
  logGroupName: string,
  logStreamName: string,
): LogTarget {
  const drop = warnOfDroppedLines(runtime, logGroupName, logStreamName);
  return async (lines) => {
    const timestamp = Math.floor(runtime.clock.now());
    for (let first = 0; first < lines.length; first += MAX_EVENTS) {
      const logEvents = lines.slice(first, first + MAX_EVENTS).map((message) => ({ timestamp, message }));
      const put = new PutLogEventsCommand({ logGroupName, logStreamName, logEvents });
      await client.send(put).catch(drop);
    }
  };
}

/** Address of the log in AWS's console, which escapes what is escaped. */
function deepLinkOf(region: string, group: string, stream: string): string {
  const twice = (text: string): string => encodeURIComponent(encodeURIComponent(text)).replaceAll('%', '$');
  const place = `logsV2:log-groups/log-group/${twice(group)}/log-events/${twice(stream)}`;
  return `https://console.aws.amazon.com/cloudwatch/home?region=${region}#${place}`;
}
