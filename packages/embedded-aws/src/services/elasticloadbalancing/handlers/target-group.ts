import { XMLParser } from 'fast-xml-parser';

import { AwsError } from '../../../gateway/aws-error';
import type { Next } from '../../../gateway/handler';
import { asObject, asText } from '../../../gateway/json';
import { callAction, formOf } from '../../../gateway/query';
import type { AwsRequest } from '../../../gateway/request';

/** What calls about targets need to know of their group. */
export interface GroupFacts {
  readonly arn: string;
  /** `ip`, `instance`, `lambda` or `alb`. */
  readonly targetType: string;
  /** Port of targets that are named without one; 0 for Lambda functions, which have none. */
  readonly port: number;
  /** A number or `traffic-port`. */
  readonly healthCheckPort: string;
}

/**
 * Reads the target group that a call names.
 * @throws AwsError TargetGroupNotFound
 */
export async function describeGroup(request: AwsRequest, moto: Next): Promise<GroupFacts> {
  const arn = formOf(request).get('TargetGroupArn') ?? '';
  const xml = await callAction(request, moto, 'DescribeTargetGroups', { 'TargetGroupArns.member.1': arn });
  if (xml === undefined) throw new AwsError('TargetGroupNotFound', 'One or more target groups not found');
  const { TargetType, Port, HealthCheckPort } = firstGroup(xml);
  return {
    arn,
    targetType: asText(TargetType),
    port: Number(asText(Port)),
    healthCheckPort: asText(HealthCheckPort) === '' ? 'traffic-port' : asText(HealthCheckPort),
  };
}

function firstGroup(xml: string): Readonly<Record<string, unknown>> {
  const document: unknown = new XMLParser({ parseTagValue: false }).parse(xml);
  const path = ['DescribeTargetGroupsResponse', 'DescribeTargetGroupsResult', 'TargetGroups', 'member'];
  return asObject(path.reduce((value, name) => asObject(value)[name], document));
}
