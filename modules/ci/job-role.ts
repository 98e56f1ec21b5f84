import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import type { Trust } from '../iam/github-actions';
import { policyDocument, type PolicyStatement } from '../iam/policy-document';
import { tooLong } from './policy-length';

/**
 * Most characters of all inline policies of a role together. Source: IAM User Guide, "IAM and AWS STS quotas, name
 * requirements".
 */
const MOST_INLINE_CHARACTERS = 10_240;

/** Properties of a `JobRole`. */
export interface JobRoleProps {
  /** Physical name, at most 64 characters. */
  readonly roleName: string;
  readonly description: string;
  /** The jobs that assume the role. */
  readonly trust: Trust;
  /** Longest time, in seconds, for which a job has the role: 3,600 to 43,200. */
  readonly sessionSeconds: number;
  /** What the role may do, in an inline policy. */
  readonly statements: readonly PolicyStatement[];
  /** What it may do besides, in a policy of its own: an inline policy has not room for all of it. @default - nothing */
  readonly management?: readonly PolicyStatement[] | undefined;
}

/**
 * A role that jobs of GitHub Actions assume, for as long as they may take. Source: AWS STS API Reference,
 * AssumeRoleWithWebIdentity, `DurationSeconds`: up to the maximum of the role, which is 1 to 12 hours; the limit of an hour
 * is for roles that assume roles.
 */
export class JobRole extends Construct {
  readonly resource: IamRole;
  /** What the role may do, in the role itself. */
  readonly policy: IamRolePolicy;
  /** What it may make, change and destroy, in a policy of its own. @default - nothing */
  readonly management: { readonly policy: IamPolicy; readonly attachment: IamRolePolicyAttachment } | undefined;

  constructor(scope: Construct, id: string, props: JobRoleProps) {
    super(scope, id);
    const { roleName, description, trust, sessionSeconds, statements, management = [] } = props;
    this.resource = new IamRole(this, 'Resource', {
      name: roleName,
      description,
      assumeRolePolicy: policyDocument({
        sid: 'AssumedByJobs',
        ...trust,
        actions: ['sts:AssumeRoleWithWebIdentity'],
      }),
      maxSessionDuration: sessionSeconds,
    });
    const policy = policyDocument(...statements);
    this.node.addValidation({
      validate: () => tooLong(`the inline policy of ${roleName}`, policy, MOST_INLINE_CHARACTERS),
    });
    this.policy = new IamRolePolicy(this, 'policy', { name: 'permissions', role: this.resource.id, policy });
    this.management = management.length > 0 ? this.attach(roleName, policyDocument(...management)) : undefined;
  }

  private attach(policyName: string, policy: string): NonNullable<JobRole['management']> {
    this.node.addValidation({ validate: () => tooLong(`the policy ${policyName}`, policy) });
    const management = new IamPolicy(this, 'management', {
      name: policyName,
      description: 'What the jobs with the role of this name make, change and destroy.',
      policy,
    });
    const attached = { role: this.resource.name, policyArn: management.arn };
    return { policy: management, attachment: new IamRolePolicyAttachment(this, 'attachment', attached) };
  }
}
