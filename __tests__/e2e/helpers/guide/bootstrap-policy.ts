import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { authorizerOf } from 'embedded-aws/gateway/authorization/registry';
import { openSession } from 'embedded-aws/gateway/sessions';
import type { Environment } from '../../../../cli/project';
import type { Rehearsal } from '../../../../cli/start/rehearsal';
import { shownFile } from './first-hour';

/** A statement of the policy. */
interface Statement {
  readonly Action: string | readonly string[];
}

/** Name of the role that has the policy and nothing else. */
const ROLE = 'bootstrapper';

const ROLE_ARN = `arn:aws:iam::123456789012:role/${ROLE}`;

const TRUST = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'sts:AssumeRole' };

/** Credentials that may do what the policy of the guide says, and nothing else. */
export async function bootstrapper({ aws }: Rehearsal): Promise<Environment> {
  const iam = new IAMClient(aws.settings);
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [TRUST] });
  await iam.send(new CreateRoleCommand({ RoleName: ROLE, AssumeRolePolicyDocument }));
  const PolicyDocument = shownFile('bootstrap-policy.json');
  await iam.send(new PutRolePolicyCommand({ RoleName: ROLE, PolicyName: 'bootstrap', PolicyDocument }));
  iam.destroy();
  const role = { roleArn: ROLE_ARN, sessionName: 'first-hour' };
  const session = openSession(aws.memory, { account: '123456789012', role });
  return {
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
  };
}

/** The actions that IAM was asked for with these credentials, once each. */
export function askedFor({ aws }: Rehearsal): string[] {
  const decisions = authorizerOf(aws.memory).decisions.filter(({ role }) => role === ROLE_ARN);
  return [...new Set(decisions.map(({ action }) => action))].sort();
}

/** The actions that the policy allows. Without a wildcard, what it does not name is refused. */
export function allowedActions(): string[] {
  const { Statement } = JSON.parse(shownFile('bootstrap-policy.json')) as { readonly Statement: readonly Statement[] };
  return Statement.flatMap(({ Action }) => Action).sort();
}
