import { AwsError } from '../../../gateway/aws-error';
import type { Next } from '../../../gateway/handler';
import { asText, type JsonObject } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';
import { authorizationOf } from '../../../gateway/scope';

/**
 * Checks that the target groups of a service receive traffic, as ECS does before it creates the service.
 * @param moto reaches Elastic Load Balancing
 * @throws AwsError InvalidParameterException
 */
export async function checkTargetGroups(
  request: AwsRequest,
  moto: Next,
  loadBalancers: readonly JsonObject[],
): Promise<void> {
  for (const { targetGroupArn } of loadBalancers) {
    const arn = asText(targetGroupArn);
    if (arn === '') continue;
    const found = await describe(request, moto, arn);
    if (found === undefined) throw invalid(`Unable to assume role and validate the specified targetGroupArn ${arn}`);
    if (!/<LoadBalancerArns>\s*<member>/.test(found)) {
      throw invalid(`The target group with targetGroupArn ${arn} does not have an associated load balancer.`);
    }
  }
}

/** @returns the description, in XML, or undefined if there is no such target group */
async function describe(request: AwsRequest, moto: Next, arn: string): Promise<string | undefined> {
  const scope = { ...request.scope, service: 'elasticloadbalancing' };
  const form = { Action: 'DescribeTargetGroups', Version: '2015-12-01', 'TargetGroupArns.member.1': arn };
  const { status, body } = await moto({
    ...request,
    scope,
    operation: form.Action,
    protocol: 'query',
    headers: { authorization: authorizationOf(scope), 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(new URLSearchParams(form).toString()),
  });
  return status === 200 ? body.toString() : undefined;
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
