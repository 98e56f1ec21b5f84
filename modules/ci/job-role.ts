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
  /** What it may do to stacks of the project's own, in another policy. @default - nothing */
  readonly ownStacks?: readonly PolicyStatement[] | undefined;
}

/** A policy beside the inline one. */
interface AttachedPolicy {
  readonly policy: IamPolicy;
  readonly attachment: IamRolePolicyAttachment;
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
  readonly management: AttachedPolicy | undefined;
  /** What it may do to stacks of the project's own. @default - nothing */
  readonly ownStacks: AttachedPolicy | undefined;

  constructor(scope: Construct, id: string, props: JobRoleProps) {
    super(scope, id);
    const { roleName, description, trust, sessionSeconds, statements } = props;
    const { management = [], ownStacks = [] } = props;
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
    this.management = this.attach(management, {
      ids: ['management', 'attachment'],
      policyName: roleName,
      description: 'What the jobs with the role of this name make, change and destroy.',
    });
    this.ownStacks = this.attach(ownStacks, {
      ids: ['own-stacks', 'own-stacks-attachment'],
      policyName: `${roleName}-own-stacks`,
      description: "What the jobs may do to stacks of the project's own, as the config says.",
    });
  }

  private attach(
    statements: readonly PolicyStatement[],
    { ids, policyName, description }: AttachedPolicyProps,
  ): AttachedPolicy | undefined {
    if (statements.length === 0) return undefined;
    const document = policyDocument(...statements);
    this.node.addValidation({ validate: () => tooLong(`the policy ${policyName}`, document) });
    const policy = new IamPolicy(this, ids[0], { name: policyName, description, policy: document });
    const attached = { role: this.resource.name, policyArn: policy.arn };
    return { policy, attachment: new IamRolePolicyAttachment(this, ids[1], attached) };
  }
}

interface AttachedPolicyProps {
  /** Ids of the constructs. */
  readonly ids: readonly [policy: string, attachment: string];
  /** Physical name, at most 128 characters. */
  readonly policyName: string;
  readonly description: string;
}
