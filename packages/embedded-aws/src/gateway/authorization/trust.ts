import { applicableStatements } from '../../iam/applies';
import { evaluate } from '../../iam/evaluate';
import { type Policy, PolicyError } from '../../iam/policy';
import { accountOfArn, namedAs } from '../../iam/principals';
import type { Request, RequestContext } from '../../iam/request';
import { AwsError } from '../aws-error';
import type { AssumeRoleOptions } from '../runtime';
import type { Memory } from '../table';
import { authorizerOf } from './registry';

/**
 * Makes sure that a service may assume a role.
 * @throws AwsError `AccessDenied` that says what the role or its trust policy lacks
 */
export async function checkTrust(memory: Memory, options: AssumeRoleOptions): Promise<void> {
  const { roleArn, service } = options;
  const authorizer = authorizerOf(memory);
  const role = await authorizer.roles.find(roleArn, options.region).catch((error: unknown) => {
    throw error instanceof PolicyError ? denied(options, `a policy of it is ${error.message}`) : error;
  });
  if (role === undefined) throw denied(options, 'there is no such role');
  const request: Request = {
    principal: { type: 'service', name: service },
    action: 'sts:AssumeRole',
    resource: roleArn,
    context: { ...authorizer.globalContext(options.region), ...sourceContext(options) },
  };
  const { decision } = evaluate(request, { identityPolicies: [], resourcePolicy: role.trustPolicy });
  if (decision === 'explicitDeny') throw denied(options, 'its trust policy denies it explicitly');
  if (decision === 'implicitDeny') {
    throw denied(options, `its trust policy ${whatIsMissing(role.trustPolicy, request, options)}`);
  }
}

/** The resource that a service works for. The ARN of a bucket names no account: the role's account is taken. */
function sourceContext({ roleArn, service, sourceArn }: AssumeRoleOptions): RequestContext {
  return {
    'aws:SourceArn': sourceArn,
    'aws:SourceAccount': accountOfArn(sourceArn) || accountOfArn(roleArn),
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': service,
  };
}

function whatIsMissing({ Statement, ...policy }: Policy, request: Request, options: AssumeRoleOptions): string {
  const naming = Statement.filter(
    (statement) => statement.Effect === 'Allow' && namedAs(statement, request.principal) !== undefined,
  );
  if (naming.length === 0) {
    return `has no statement for the principal ${JSON.stringify({ Service: options.service })}`;
  }
  const unconditional = naming.map((statement) => ({ ...statement, Condition: {} }));
  if (applicableStatements({ ...policy, Statement: unconditional }, request).length === 0) {
    return `does not allow ${request.action}`;
  }
  const { 'aws:SourceArn': arn, 'aws:SourceAccount': account } = sourceContext(options);
  const conditions = naming.map(({ Condition }) => JSON.stringify(Condition)).join(' or ');
  const source = JSON.stringify({ 'aws:SourceArn': arn, 'aws:SourceAccount': account });
  return `asks for ${conditions}, which does not hold for ${source}`;
}

function denied({ roleArn, service }: AssumeRoleOptions, reason: string): AwsError {
  return new AwsError('AccessDenied', `${service} cannot assume ${roleArn}: ${reason}`, 403);
}
