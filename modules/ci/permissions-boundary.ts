import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { Construct } from 'constructs';
import { policyDocument } from '../iam/policy-document';

/** Properties of a `PermissionsBoundary`. */
export interface PermissionsBoundaryProps {
  /** Physical name, at most 128 characters. */
  readonly policyName: string;
  /** Bucket of the states, which no role of a stack has any business with. */
  readonly stateBucketArn: string;
  /** ARNs of the roles that may be handed to services, with `*` for any letters: those that have this boundary too. */
  readonly passedRoleArns: readonly string[];
  /** ARNs of roles among them that may not. */
  readonly keptRoleArns: readonly string[];
}

/**
 * The most that roles of stacks may ever do: what a service of AWS or an application does, and nothing that changes who
 * may do what, or the states.
 */
export class PermissionsBoundary extends Construct {
  readonly policyArn: string;

  constructor(scope: Construct, id: string, props: PermissionsBoundaryProps) {
    super(scope, id);
    const { policyName, stateBucketArn, passedRoleArns, keptRoleArns } = props;
    const policy = new IamPolicy(this, 'Resource', {
      name: policyName,
      description: 'The most that roles may do which GitHub Actions make.',
      policy: policyDocument(
        { sid: 'Most', actions: ['*'], resources: ['*'] },
        { sid: 'GrantNothing', effect: 'Deny', actions: GRANTS, resources: ['*'] },
        { sid: 'PassNoOtherRoles', effect: 'Deny', actions: ['iam:PassRole'], notResources: passedRoleArns },
        { sid: 'PassNoRolesOfJobs', effect: 'Deny', actions: ['iam:PassRole'], resources: keptRoleArns },
        { sid: 'LeaveStates', effect: 'Deny', actions: ['s3:*'], resources: [stateBucketArn, `${stateBucketArn}/*`] },
      ),
    });
    this.policyArn = policy.arn;
  }
}

/**
 * What changes who may do what: every action of IAM but those that read, and that which hands a role to a service.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Identity and Access
 * Management (IAM)".
 */
const GRANTS = [
  'account:*',
  ...[
    'Accept',
    'Add',
    'Associate',
    'Attach',
    'Change',
    'Create',
    'Deactivate',
    'Delete',
    'Detach',
    'Disable',
    'Enable',
    'Put',
    'Reject',
    'Remove',
    'Reset',
    'Resync',
    'Send',
    'Set',
    'Tag',
    'Untag',
    'Update',
    'Upload',
  ].map((verb) => `iam:${verb}*`),
  'organizations:*',
  'sso:*',
  'sts:AssumeRole*',
];
