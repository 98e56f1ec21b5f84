import type { Call } from '../../gateway/authorization/call';
import { ask, type Question } from '../../gateway/authorization/question';

/** Operations whose resource is a stream. */
const OF_STREAM = new Set(['CreateLogStream', 'DeleteLogStream', 'PutLogEvents', 'GetLogEvents']);

/** Operations on tags name the group as policies do for these alone: without the colon that streams come after. */
const OF_TAGS = new Set(['TagResource', 'UntagResource', 'ListTagsForResource']);

/**
 * Service Authorization Reference, "Actions, resources, and condition keys for Amazon CloudWatch Logs". That a group's
 * ARN has a colon at its end, which `:*` in a policy covers, is in the Amazon CloudWatch Logs User Guide, "CloudWatch
 * Logs resources and operations".
 */
export function logs(call: Call): Question[] {
  const action = `logs:${call.operation}`;
  if (OF_TAGS.has(call.operation)) return ask(action, [call.text('resourceArn')], call.tags);
  const group = groupOf(call);
  if (call.operation === 'CreateLogGroup' && call.hasTags) {
    const ofTags = ask('logs:TagResource', [call.arn('logs', `log-group:${call.text('logGroupName')}`)], call.tags);
    return [...ask(action, [`${group}:log-stream:`], call.tags), ...ofTags];
  }
  const stream = OF_STREAM.has(call.operation) ? call.text('logStreamName') : '';
  return ask(action, [`${group}:log-stream:${stream}`], call.tags);
}

/** An operation that names no group, such as a list of them, is asked for a group without a name. */
function groupOf(call: Call): string {
  const name = call.text('logGroupName') || call.text('logGroupIdentifier') || call.text('resourceIdentifier');
  return call.arnNamed('logs', name.replace(/:\*$/, ''), `log-group:${name}`);
}
