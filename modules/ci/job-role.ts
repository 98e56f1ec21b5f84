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
  /** Longest time, in seconds, for which a job has the role: 3,600 to 43,200. */
  readonly sessionSeconds: number;
  /** What the role may do. */
  readonly statements: readonly PolicyStatement[];
}

/**
 * A role that jobs of GitHub Actions assume, for as long as they may take. Source: AWS STS API Reference,
 * AssumeRoleWithWebIdentity, `DurationSeconds`: up to the maximum of the role, which is 1 to 12 hours; the limit of an hour
 * is for roles that assume roles.
 */
export class JobRole extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { roleName, description, trust, sessionSeconds, statements }: JobRoleProps,
  ) {
    super(scope, id);
    const role = new IamRole(this, 'Resource', {
      name: roleName,
      description,
      assumeRolePolicy: policyDocument({
        sid: 'AssumedByJobs',
        ...trust,
        actions: ['sts:AssumeRoleWithWebIdentity'],
      }),
      maxSessionDuration: sessionSeconds,
    });
    new IamRolePolicy(this, 'policy', { name: 'permissions', role: role.id, policy: policyDocument(...statements) });
  }
}
