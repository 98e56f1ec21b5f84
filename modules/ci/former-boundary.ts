import type { PolicyStatement } from '../iam/policy-document';

/** What the former boundary spares. */
export interface FormerBoundaryScope {
  /** Bucket of the states. */
  readonly stateBucketArn: string;
  /** ARNs of the roles that may be handed to services, with `*` for any letters. */
  readonly passedRoleArns: readonly string[];
  /** ARNs of roles among them that may not. */
  readonly keptRoleArns: readonly string[];
}

/**
 * The boundary of all roles in version 0.1.0. No job may give it to a role any more, and each deployment moves the roles
 * of its stacks to their own boundary. It stays until then: IAM deletes no policy that is in use (IAM API Reference,
 * DeletePolicy: DeleteConflict).
 */
export function formerBoundary({
  stateBucketArn,
  passedRoleArns,
  keptRoleArns,
}: FormerBoundaryScope): PolicyStatement[] {
  return [
    { sid: 'Most', actions: ['*'], resources: ['*'] },
    { sid: 'GrantNothing', effect: 'Deny', actions: GRANTS, resources: ['*'] },
    { sid: 'PassNoOtherRoles', effect: 'Deny', actions: ['iam:PassRole'], notResources: passedRoleArns },
    { sid: 'PassNoRolesOfJobs', effect: 'Deny', actions: ['iam:PassRole'], resources: keptRoleArns },
    { sid: 'LeaveStates', effect: 'Deny', actions: ['s3:*'], resources: [stateBucketArn, `${stateBucketArn}/*`] },
  ];
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
