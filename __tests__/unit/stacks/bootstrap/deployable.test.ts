import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { evaluate } from 'embedded-aws/iam/evaluate';
import { parsePolicy, type Policy } from 'embedded-aws/iam/policy';
import { testEnvironment, testPlatform } from '../../../helpers/test-platform';
import type { Call, Calls } from '../../../helpers/provider-calls/calls';
import { ENVIRONMENT_CALLS } from '../../../helpers/provider-calls/environment-calls';
import { SHARED_CALLS } from '../../../helpers/provider-calls/shared-calls';
import { synthesizePlatform } from '../../../helpers/every-platform';
import { resourcesOf } from '../../../helpers/terraform-json';
import { textOf } from '../../../helpers/synth';

const { logs, ...defaults } = testEnvironment();
const platform = testPlatform({
  ci: { repository: 'platform', branch: 'main', oidcProvider: 'create' },
  logs: { ...testPlatform().logs, bucketAccess: true },
  environments: [
    { ...defaults, encryption: 'customerManaged', logs: { ...logs, flows: 'all' } },
    testEnvironment({ name: 'prod' }),
  ],
});
const app = synthesizePlatform(platform);
const bootstrap = textOf(app, 'bootstrap');

/** Both policies of the role of a job. */
function policiesOf(jobs: string): Policy[] {
  const inline = resourcesOf(bootstrap, IamRolePolicy).find(({ role }) => String(role).includes(`_deploy-${jobs}_`));
  const attached = resourcesOf(bootstrap, IamPolicy).find(({ name }) => String(name).endsWith(`-ci-deploy-${jobs}`));
  return [inline, attached].map((each) => parsePolicy(String(each?.policy)));
}

function refused(jobs: string, calls: readonly Call[]): string[] {
  const principal = { type: 'session', roleArn: 'arn:aws:iam::123456789012:role/a', sessionArn: 'arn:a' } as const;
  const identityPolicies = policiesOf(jobs);
  return calls
    .filter((call) => evaluate({ principal, ...call }, { identityPolicies }).decision !== 'allow')
    .map(({ action, resource }) => `${action} ${resource}`);
}

/** The types of resources of AWS in some stacks. */
function typesIn(stacks: readonly string[]): string[] {
  const types = stacks.flatMap((id) => Object.keys(app.stacks.get(id)?.resource ?? {}));
  return [...new Set(types)].filter((type) => type.startsWith('aws_')).sort();
}

describe.each<[string, string, readonly string[], Calls]>([
  ['an environment', 'dev', ['dev-network', 'dev-cluster', 'dev-hello', 'dev-gateway'], ENVIRONMENT_CALLS],
  ['what environments share', 'shared', ['hello-registry', 'hello-pipeline'], SHARED_CALLS],
])('the job that deploys %s', (_, jobs, stacks, calls) => {
  it.each(typesIn(stacks))('makes, changes and destroys %s', (type) => {
    // A new type belongs into helpers/provider-calls, and into the grants of the job.
    expect(Object.keys(calls)).toContain(type);
    expect(refused(jobs, calls[type] ?? [])).toEqual([]);
  });
});
