import { asList, asObject, asText } from '../../gateway/json';
import type { Call } from '../../gateway/authorization/call';
import { ask, askToPass, type Question } from '../../gateway/authorization/question';

/** Operations on a rule that is called `Rule`, not `Name`. */
const OF_RULE = /^(PutTargets|RemoveTargets|ListTargetsByRule)$/;

/** Service Authorization Reference, "Actions, resources, and condition keys for Amazon EventBridge". */
export function events(call: Call): Question[] {
  const targets = asList(call.input['Targets']).map(asObject);
  const roles = [call.text('RoleArn'), ...targets.map(({ RoleArn }) => asText(RoleArn))];
  return [
    ...ask(`events:${call.operation}`, resourcesOf(call), call.tags),
    ...askToPass(roles, 'events.amazonaws.com'),
  ];
}

function resourcesOf(call: Call): string[] {
  const { operation } = call;
  if (operation === 'PutEvents') return busesOf(call);
  if (operation.endsWith('EventBus')) return [bus(call, call.text('Name'))];
  if (call.text('ResourceARN') !== '') return [call.text('ResourceARN')];
  if (OF_RULE.test(operation)) return [rule(call, call.text('Rule'))];
  return /^\w+?Rule$/.test(operation) ? [rule(call, call.text('Name'))] : ['*'];
}

/** Rules of the default bus do not name it. */
function rule(call: Call, name: string): string {
  const busName = call.text('EventBusName').replace(/^.*event-bus\//, '');
  return call.arn('events', `rule/${busName === '' || busName === 'default' ? name : `${busName}/${name}`}`);
}

function busesOf(call: Call): string[] {
  const entries = asList(call.input['Entries']).map(asObject);
  return [...new Set(entries.map(({ EventBusName }) => bus(call, asText(EventBusName))))];
}

function bus(call: Call, name: string): string {
  return call.arnNamed('events', name, `event-bus/${name || 'default'}`);
}
