import { XMLParser } from 'fast-xml-parser';

import type { AwsAnswer } from '../../../gateway/answer';
import type { Handler, Next } from '../../../gateway/handler';
import type { AwsRequest } from '../../../gateway/request';

/** A rule as `DescribeSecurityGroupRules` answers it, as far as it is read. */
interface ExistingRule {
  readonly securityGroupRuleId: string;
  readonly groupId: string;
  readonly isEgress: string;
  readonly ipProtocol: string;
  readonly fromPort: string;
  readonly toPort: string;
  readonly referencedGroupInfo?: { readonly groupId: string };
}

/** A rule that a request asks for: which one it becomes, and how it is described. */
interface DescribedRule {
  readonly key: string;
  readonly description: string;
}

/**
 * Keeps the description of a rule that names a security group: moto keeps those of rules that name addresses only. Once
 * the rule exists, moto takes a description for it from `ModifySecurityGroupRules`.
 */
export const ruleDescriptions: Handler = {
  service: 'ec2',
  operations: ['AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress'],
  handle: async (request, next) => {
    const answer = await next(request);
    const parameters = new URLSearchParams(request.body.toString());
    const described = describedRules(parameters, String(request.operation.endsWith('Egress')));
    if (answer.status >= 300 || described.length === 0) return answer;
    const existing = await existingRules(request, next, parameters.get('GroupId') ?? '');
    for (const { key, description } of described) {
      const rule = existing.find((candidate) => keyOf(candidate) === key);
      if (rule !== undefined) await describe(request, next, rule, description);
    }
    return answer;
  },
};

/** Source: Amazon EC2 API Reference, AuthorizeSecurityGroupIngress: IpPermissions.N.Groups.M. */
function describedRules(parameters: URLSearchParams, isEgress: string): DescribedRule[] {
  return [...parameters].flatMap(([name, description]) => {
    const [, permission, group] = /^(IpPermissions\.\d+)\.(Groups\.\d+)\.Description$/.exec(name) ?? [];
    if (permission === undefined || group === undefined) return [];
    const ofPermission = (field: string): string => parameters.get(`${permission}.${field}`) ?? '';
    const groupId = parameters.get(`${permission}.${group}.GroupId`) ?? '';
    const key = [isEgress, ofPermission('IpProtocol'), ofPermission('FromPort'), ofPermission('ToPort'), groupId].join(
      '/',
    );
    return [{ key, description }];
  });
}

/** moto's answer to the call itself holds the rules of the last permission only. */
async function existingRules(request: AwsRequest, next: Next, group: string): Promise<readonly ExistingRule[]> {
  const filter = { 'Filter.1.Name': 'group-id', 'Filter.1.Value.1': group };
  const { body } = await callEc2(request, next, 'DescribeSecurityGroupRules', filter);
  const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'item' });
  const document = parser.parse(body.toString()) as Record<
    string,
    { securityGroupRuleSet?: { item?: ExistingRule[] } }
  >;
  return Object.values(document).flatMap((answer) => answer.securityGroupRuleSet?.item ?? []);
}

function keyOf({ isEgress, ipProtocol, fromPort, toPort, referencedGroupInfo }: ExistingRule): string {
  return [isEgress, ipProtocol, fromPort, toPort, referencedGroupInfo?.groupId ?? ''].join('/');
}

/** moto wants the whole rule, not only what changes. */
async function describe(request: AwsRequest, next: Next, rule: ExistingRule, description: string): Promise<void> {
  const prefix = 'SecurityGroupRule.1';
  await callEc2(request, next, 'ModifySecurityGroupRules', {
    GroupId: rule.groupId,
    [`${prefix}.SecurityGroupRuleId`]: rule.securityGroupRuleId,
    [`${prefix}.SecurityGroupRule.IpProtocol`]: rule.ipProtocol,
    [`${prefix}.SecurityGroupRule.FromPort`]: rule.fromPort,
    [`${prefix}.SecurityGroupRule.ToPort`]: rule.toPort,
    [`${prefix}.SecurityGroupRule.ReferencedGroupId`]: rule.referencedGroupInfo?.groupId ?? '',
    [`${prefix}.SecurityGroupRule.Description`]: description,
  });
}

function callEc2(
  request: AwsRequest,
  next: Next,
  operation: string,
  parameters: Readonly<Record<string, string>>,
): Promise<AwsAnswer> {
  const body = new URLSearchParams({ Action: operation, Version: '2016-11-15', ...parameters });
  return next({ ...request, operation, body: Buffer.from(body.toString()) });
}
