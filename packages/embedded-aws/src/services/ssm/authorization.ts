import type { Call } from '../../gateway/authorization/call';
import { ask, type Question } from '../../gateway/authorization/question';

/** Service Authorization Reference, "Actions, resources, and condition keys for AWS Systems Manager". */
export function ssm(call: Call): Question[] {
  const { operation, input } = call;
  const action = `ssm:${operation}`;
  switch (operation) {
    case 'GetParameters':
    case 'DeleteParameters':
      return ask(
        action,
        call.texts('Names').map((name) => parameter(call, name)),
      );
    case 'GetParametersByPath':
      return ask(action, [parameter(call, call.text('Path'))], {
        'ssm:Recursive': String(input['Recursive'] === true),
      });
    case 'PutParameter':
      return put(call);
    case 'GetParameter':
    case 'GetParameterHistory':
    case 'DeleteParameter':
    case 'LabelParameterVersion':
    case 'UnlabelParameterVersion':
      return ask(action, [parameter(call, call.text('Name'))]);
    default:
      return ask(action, [otherResource(call)], call.tags);
  }
}

/** Tags of a new parameter need a permission of their own (API Reference, "PutParameter"). */
function put(call: Call): Question[] {
  const resources = [parameter(call, call.text('Name'))];
  const context = { 'ssm:Overwrite': String(call.input['Overwrite'] === true), ...call.tags };
  return [
    ...ask('ssm:PutParameter', resources, context),
    ...(call.hasTags ? ask('ssm:AddTagsToResource', resources, call.tags) : []),
  ];
}

/** ARNs have no leading slash of the name, and no version or label that follows it. */
function parameter(call: Call, name: string): string {
  if (name.startsWith('arn:')) return name.split(':').slice(0, 6).join(':');
  return call.arn('ssm', `parameter/${name.replace(/^\//, '').replace(/:.*$/, '')}`);
}

/** What is tagged, or what stands for no resource in particular: everything of the region. */
function otherResource(call: Call): string {
  if (!/^(AddTagsTo|RemoveTagsFrom|ListTagsFor)Resource$/.test(call.operation)) return call.arn('ssm', '*');
  const [type, id] = [call.text('ResourceType'), call.text('ResourceId')];
  return type === 'Parameter' ? parameter(call, id) : call.arn('ssm', `${type.toLowerCase()}/${id}`);
}
