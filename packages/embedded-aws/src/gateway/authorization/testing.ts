import { CreateRoleCommand, type IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';

import { ACCOUNT, type EmbeddedAwsFixture, REGION } from '../../testing/embedded-aws';
import type { AwsSettings } from '../settings';

/** The statement of a policy, as JSON has it. */
export type PolicyStatement = Readonly<Record<string, unknown>>;

/** What the roles of tests work for. */
export const SOURCE_ARN = `arn:aws:codebuild:${REGION}:${ACCOUNT}:project/orders`;

/** ARN of a role of the tests' account. */
export function roleArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${name}`;
}

/** A policy of these statements. */
export function policyOf(...Statement: PolicyStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

/** A policy that lets CodeBuild assume a role. */
const TRUSTS_CODEBUILD = policyOf({
  Effect: 'Allow',
  Principal: { Service: 'codebuild.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

/** Makes a role that CodeBuild may assume, with an inline policy. */
export async function createRole(iam: IAMClient, RoleName: string, ...statements: PolicyStatement[]): Promise<void> {
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUSTS_CODEBUILD }));
  if (statements.length > 0) await allow(iam, RoleName, ...statements);
}

/** Replaces a role's inline policy. */
export async function allow(iam: IAMClient, RoleName: string, ...statements: PolicyStatement[]): Promise<void> {
  const PolicyDocument = policyOf(...statements);
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'permissions', PolicyDocument }));
}

/** Settings of clients that act as a role, in the session `test`. */
export async function actAs({ aws }: EmbeddedAwsFixture, name: string): Promise<AwsSettings> {
  return aws.runtime.assumeRole({
    roleArn: roleArn(name),
    service: 'codebuild.amazonaws.com',
    sourceArn: SOURCE_ARN,
    region: REGION,
    sessionName: 'test',
  });
}
