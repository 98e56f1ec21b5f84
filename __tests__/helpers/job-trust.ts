import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { Testing } from 'cdktf';
import { evaluate } from 'embedded-aws/iam/evaluate';
import { parsePolicy } from 'embedded-aws/iam/policy';
import { BootstrapStack } from '../../stacks/bootstrap/bootstrap-stack';
import { resourcesOf } from './terraform-json';
import { testPlatform } from './test-platform';

const ISSUER = 'token.actions.githubusercontent.com';
const PROVIDER = `arn:aws:iam::123456789012:oidc-provider/${ISSUER}`;

/** Trust policies of the roles of a platform by name: `review`, `deploy-dev`, ... @param ids and prefix in its `ci` */
export function trustPolicies(ids: {
  ownerId?: string;
  repositoryId?: string;
  environmentPrefix?: string;
}): ReadonlyMap<string, string> {
  const ci = { repository: 'platform', branch: 'main', oidcProvider: 'existing', ...ids } as const;
  const platform = testPlatform({ ci });
  const { environments } = platform;
  const stack = Testing.synth(new BootstrapStack(Testing.app(), platform, { environments, services: ['hello'] }), true);
  return new Map(
    resourcesOf(stack, IamRole).flatMap(({ name, assume_role_policy: policy }) =>
      String(name).includes('-ci-') ? [[String(name).replace(/^.*-ci-/, ''), String(policy)] as const] : [],
    ),
  );
}

/** What a token of GitHub Actions says, as far as AWS looks at it. */
export type Token = Readonly<Record<string, string>>;

/** Claims that AWS knows: IAM User Guide, keys for AWS OIDC federation. */
const KNOWN = ['aud', 'sub', 'repository', 'repository_id', 'ref', 'environment', 'job_workflow_ref', 'workflow'];

/** Whether STS lets the holder of a token assume a role. */
export function mayAssume(policy: string | undefined, token: Token): boolean {
  const context = Object.fromEntries(
    KNOWN.flatMap((claim) => {
      const value = token[claim];
      return value === undefined ? [] : [[`${ISSUER}:${claim}`, value] as const];
    }),
  );
  const request = {
    principal: { type: 'webIdentity', provider: PROVIDER },
    action: 'sts:AssumeRoleWithWebIdentity',
    resource: 'arn:aws:iam::123456789012:role/any',
    context,
  } as const;
  return evaluate(request, { identityPolicies: [], resourcePolicy: parsePolicy(policy ?? '') }).decision === 'allow';
}
