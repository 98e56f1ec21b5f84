import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import type { Trust } from '../iam/github-actions';
import { policyDocument, type PolicyStatement } from '../iam/policy-document';

/** Properties of a `JobRole`. */
export interface JobRoleProps {
  /** Physical name, at most 64 characters. */
  readonly roleName: string;
  readonly description: string;
  /** The jobs that assume the role. */
  readonly trust: Trust;
  /** What the role may do. */
  readonly statements: readonly PolicyStatement[];
}

/** A role that jobs of GitHub Actions assume, for an hour at most. */
export class JobRole extends Construct {
  constructor(scope: Construct, id: string, { roleName, description, trust, statements }: JobRoleProps) {
    super(scope, id);
    const role = new IamRole(this, 'Resource', {
      name: roleName,
      description,
      assumeRolePolicy: policyDocument({
        sid: 'AssumedByJobs',
        ...trust,
        actions: ['sts:AssumeRoleWithWebIdentity'],
      }),
    });
    new IamRolePolicy(this, 'policy', { name: 'permissions', role: role.id, policy: policyDocument(...statements) });
  }
}
