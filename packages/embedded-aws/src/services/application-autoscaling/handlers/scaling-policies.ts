import { callOperation, succeeded } from '../../../gateway/calls';
import type { Handler, Next } from '../../../gateway/handler';
import { asList, asObject, asText, jsonOf } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';

/** Deletes the alarms of a policy that a new version of it replaces; moto leaves them when it makes new ones. */
export const replacedAlarms: Handler = {
  service: 'application-autoscaling',
  operations: ['PutScalingPolicy'],
  handle: async (request, next, { moto }) => {
    const replaced = await alarmsOf(request, moto);
    const answer = await next(request);
    if (succeeded(answer) && replaced.length > 0) await deleteAlarms(request, moto, replaced);
    return answer;
  },
};

/** @returns names of the alarms that trigger the policy as it is; none if there is no such policy yet */
async function alarmsOf(request: AwsRequest, moto: Next): Promise<readonly string[]> {
  const { PolicyName, ServiceNamespace, ResourceId, ScalableDimension } = jsonOf(request);
  const filter = { ServiceNamespace, ResourceId, ScalableDimension };
  const found = await callOperation(request, moto, 'DescribeScalingPolicies', filter);
  const policies = asList(found?.['ScalingPolicies']).map(asObject);
  const policy = policies.find((one) => one['PolicyName'] === PolicyName && one['ResourceId'] === ResourceId);
  return asList(policy?.['Alarms']).map((alarm) => asText(asObject(alarm)['AlarmName']));
}

async function deleteAlarms(request: AwsRequest, moto: Next, names: readonly string[]): Promise<void> {
  const members = Object.fromEntries(names.map((name, index) => [`AlarmNames.member.${index + 1}`, name]));
  await moto({
    ...request,
    scope: { ...request.scope, service: 'monitoring' },
    protocol: 'query',
    operation: 'DeleteAlarms',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(new URLSearchParams({ Action: 'DeleteAlarms', Version: '2010-08-01', ...members }).toString()),
  });
}
