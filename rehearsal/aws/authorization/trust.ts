import { applicableStatements } from '../../iam/applies';
import { evaluate } from '../../iam/evaluate';
import type { Policy } from '../../iam/policy';
import { accountOfArn, namedAs } from '../../iam/principals';
import type { Request } from '../../iam/request';
import { AwsError } from '../aws-error';
import type { AssumeRoleOptions } from '../runtime';
import type { Memory } from '../table';
import { authorizerOf } from './registry';

/**
 * Makes sure that a service may assume a role.
 * @throws AwsError `AccessDenied` that says what the role or its trust policy lacks
 */
export async function checkTrust(
  memory: Memory,
  { roleArn, service, sourceArn, region }: Omit<AssumeRoleOptions, 'sessionName'>,
): Promise<void> {
  const authorizer = authorizerOf(memory);
  const role = await authorizer.roles.find(roleArn);
  if (role === undefined) throw denied(roleArn, service, 'there is no such role');
  const context = {
    ...authorizer.globalContext(region),
    'aws:SourceArn': sourceArn,
    // The ARNs of buckets name no account; theirs is the role's.
    'aws:SourceAccount': accountOfArn(sourceArn) || accountOfArn(roleArn),
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': service,
  };
  const request: Request = {
    principal: { type: 'service', name: service },
    action: 'sts:AssumeRole',
    resource: roleArn,
    context,
  };
  const { decision } = evaluate(request, { identityPolicies: [], resourcePolicy: role.trustPolicy });
  if (decision === 'explicitDeny') throw denied(roleArn, service, 'its trust policy denies it explicitly');
  if (decision !== 'allow')
    throw denied(roleArn, service, `its trust policy ${whatIsMissing(role.trustPolicy, request)}`);
}

function whatIsMissing(policy: Policy, request: Request): string {
  const { principal, action, context } = request;
  const naming = policy.Statement.filter(
    (statement) => statement.Effect === 'Allow' && namedAs(statement, principal) !== undefined,
  );
  if (naming.length === 0)
    return `has no statement for the principal ${JSON.stringify({ Service: principal.type === 'service' ? principal.name : '' })}`;
  const unconditional = naming.map((statement) => ({ ...statement, Condition: {} }));
  if (applicableStatements({ ...policy, Statement: unconditional }, request).length === 0)
    return `does not allow ${action}`;
  const source = { 'aws:SourceArn': context['aws:SourceArn'], 'aws:SourceAccount': context['aws:SourceAccount'] };
  const conditions = naming.map(({ Condition }) => JSON.stringify(Condition)).join(' or ');
  return `asks for ${conditions}, which does not hold for ${JSON.stringify(source)}`;
}

function denied(roleArn: string, service: string, reason: string): AwsError {
  return new AwsError('AccessDenied', `${service} cannot assume ${roleArn}: ${reason}`, 403);
}
