import { matchRoute } from '../../gateway/route';
import type { Call } from '../../gateway/authorization/call';
import { ask, askToPass, type Question } from '../../gateway/authorization/question';
import { LAMBDA_ROUTES } from './operations';

/** Service Authorization Reference, "Actions, resources, and condition keys for AWS Lambda". */
export function lambda(call: Call): Question[] {
  const { operation, parameters = {} } = matchRoute(LAMBDA_ROUTES, call.request) ?? { operation: call.operation };
  const named = parameters['Resource'] ?? parameters['FunctionName'];
  const created = operation === 'CreateFunction' ? call.text('FunctionName') : undefined;
  return [
    ...ask(`lambda:${operation}`, [resourceOf(call, named ?? created)], call.tags),
    ...askToPass([call.text('Role')], 'lambda.amazonaws.com'),
  ];
}

/** A version or an alias is part of the ARN, wherever the call has it. */
function resourceOf(call: Call, name: string | undefined): string {
  if (name === undefined) return '*';
  const arn = call.arnNamed('lambda', name, `function:${name.replace(/^.*:function:/, '')}`);
  const qualifier = call.request.query.get('Qualifier');
  return qualifier === null ? arn : `${arn}:${qualifier}`;
}
