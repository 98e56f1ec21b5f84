import { AwsError } from '../../../gateway/aws-error';
import { callOperation, withInput } from '../../../gateway/calls';
import type { Handler, Next } from '../../../gateway/handler';
import { asList, asText, jsonOf } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';

/**
 * A family without a revision means its latest active one; moto takes the latest, also after it was deregistered.
 * Source: ECS API Reference, "DescribeTaskDefinition", taskDefinition.
 */
export const latestRevision: Handler = {
  service: 'ecs',
  operations: ['CreateService', 'DescribeTaskDefinition', 'RunTask', 'UpdateService'],
  handle: async (request, next, { moto }) => {
    const input = jsonOf(request);
    const name = asText(input['taskDefinition']);
    if (name === '' || name.includes(':')) return next(request);
    const taskDefinition = await latestActive(request, moto, name);
    if (taskDefinition === undefined) throw notFound(request.operation);
    return next(withInput(request, { ...input, taskDefinition }));
  },
};

async function latestActive(request: AwsRequest, moto: Next, family: string): Promise<string | undefined> {
  const found = await callOperation(request, moto, 'ListTaskDefinitions', { familyPrefix: family, status: 'ACTIVE' });
  const arns = asList(found?.['taskDefinitionArns']).map(asText);
  return arns.sort((one, other) => revisionOf(other) - revisionOf(one))[0];
}

function revisionOf(arn: string): number {
  return Number(arn.slice(arn.lastIndexOf(':') + 1));
}

function notFound(operation: string): AwsError {
  const isDescribed = operation === 'DescribeTaskDefinition';
  return new AwsError(
    'ClientException',
    isDescribed ? 'Unable to describe task definition.' : 'TaskDefinition not found.',
  );
}
