import type { Call } from '../../gateway/authorization/call';
import { ask, type Question } from '../../gateway/authorization/question';

/** Service Authorization Reference, "Actions, resources, and condition keys for Amazon SNS". */
export function sns(call: Call): Question[] {
  const [protocol, endpoint] = [call.text('Protocol'), call.text('Endpoint')];
  const context = { ...(protocol && { 'sns:Protocol': protocol }), ...(endpoint && { 'sns:Endpoint': endpoint }) };
  const action = call.operation === 'PublishBatch' ? 'Publish' : call.operation;
  return ask(`sns:${action}`, [topicOf(call)], { ...context, ...call.tags });
}

function topicOf(call: Call): string {
  if (call.operation === 'CreateTopic') return call.arn('sns', call.text('Name'));
  const named = ['TopicArn', 'TargetArn', 'ResourceArn'].map((name) => call.text(name)).find((arn) => arn !== '');
  // A subscription's ARN is its topic's and an id.
  return named ?? (call.text('SubscriptionArn').split(':').slice(0, 6).join(':') || '*');
}
