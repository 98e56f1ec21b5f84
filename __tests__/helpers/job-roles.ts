import { evaluate } from 'embedded-aws/iam/evaluate';
import { parsePolicy, type Policy } from 'embedded-aws/iam/policy';
import type { RequestContext } from 'embedded-aws/iam/request';
import { ACCOUNT, STATES } from './escape/probe';
import { parseStack } from './terraform-json';

/** The policies of a role of jobs, inline and attached. @param stack Terraform JSON of bootstrap */
export function policiesOfJobs(stack: string, jobs: string): readonly Policy[] {
  const role = `shop-eu-central-1-ci-${jobs}`;
  const { resource = {} } = parseStack(stack);
  const all = (type: string): [string, Readonly<Record<string, unknown>>][] => Object.entries(resource[type] ?? {});
  const [id] = all('aws_iam_role').find(([, { name }]) => name === role) ?? [];
  if (id === undefined) throw new Error(`bootstrap makes no role ${role}`);
  const isOf = ([, { role: of }]: [string, Readonly<Record<string, unknown>>]): boolean =>
    String(of).startsWith(`\${aws_iam_role.${id}.`);
  const inline = all('aws_iam_role_policy').filter(isOf);
  const attached = all('aws_iam_role_policy_attachment')
    .filter(isOf)
    .flatMap(([, { policy_arn: arn }]) => all('aws_iam_policy').filter(([name]) => String(arn).includes(`.${name}.`)));
  return [...inline, ...attached].map(([, { policy }]) => readPolicy(policy));
}

/** The bucket's ARN is known once it exists. */
export function readPolicy(policy: unknown): Policy {
  return parsePolicy(String(policy).replaceAll(/\$\{aws_s3_bucket\.[\w-]+\.arn\}/g, STATES));
}

/** What IAM answers to a job. @param stack Terraform JSON of bootstrap */
export function askAsJob(
  stack: string,
  jobs: string,
  action: string,
  resource: string,
  context: RequestContext = {},
): string {
  const role = `shop-eu-central-1-ci-${jobs}`;
  const principal = {
    type: 'session',
    roleArn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
    sessionArn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/job`,
  } as const;
  const identityPolicies = policiesOfJobs(stack, jobs);
  return evaluate({ principal, action, resource, context }, { identityPolicies }).decision;
}
