import type { PolicyStatement } from '../iam/policy-document';
import { both, madeForPart, ofPart, WITHOUT_OWNER, type OwnPart } from './own-tags';

/** Which roles a job may make and change. */
export interface RoleScope extends OwnPart {
  /** ARNs of roles, with `*` for any letters. */
  readonly roleArns: readonly string[];
  /** The most that any of them may ever do. */
  readonly boundaryArn: string;
  /** AWS services that the roles are for, e.g. `ecs-tasks.amazonaws.com`. */
  readonly services: readonly string[];
}

/**
 * Makes and changes roles within a boundary. Without it, a job that may write a role's policy may do everything that a
 * role can be given. Source: IAM User Guide, "Delegate responsibility to others using permissions boundaries".
 *
 * Whom a role trusts no condition can limit, so it may be anybody: the boundary has to limit what they may do.
 */
export function manageRoles(scope: RoleScope): PolicyStatement[] {
  const { roleArns, boundaryArn, services } = scope;
  const bounded = { StringEquals: { 'iam:PermissionsBoundary': boundaryArn } };
  return [
    {
      sid: 'MakeRoles',
      actions: ['iam:CreateRole'],
      resources: roleArns,
      conditions: both(bounded, madeForPart(scope)),
    },
    {
      sid: 'GrantWithinBoundary',
      actions: ['iam:DeleteRolePolicy', 'iam:PutRolePermissionsBoundary', 'iam:PutRolePolicy'],
      resources: roleArns,
      conditions: both(bounded, ofPart(scope)),
    },
    { sid: 'KeepRoles', actions: KEEPING, resources: roleArns, conditions: ofPart(scope) },
    { sid: 'TagNewRoles', actions: ['iam:TagRole'], resources: roleArns, conditions: tagsOfNewRoles(scope) },
    ...services.map((service) => passRoles(roleArns, service)),
  ];
}

const KEEPING = [
  'iam:DeleteRole',
  'iam:ListInstanceProfilesForRole',
  'iam:TagRole',
  'iam:UntagRole',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateRole',
  'iam:UpdateRoleDescription',
];

/** IAM asks for this action, too, when a role is made with tags; a role that is there has an owner already. */
function tagsOfNewRoles(part: OwnPart): NonNullable<PolicyStatement['conditions']> {
  return both(madeForPart(part), WITHOUT_OWNER);
}

/**
 * Denies changes of roles, also where other statements allow them.
 * @param sid names the statement
 */
export function leaveRoles(sid: string, roleArns: readonly string[]): PolicyStatement {
  const changes = ['Attach*', 'Create*', 'Delete*', 'Detach*', 'Pass*', 'Put*', 'Tag*', 'Untag*', 'Update*'];
  return {
    sid,
    effect: 'Deny',
    actions: changes.map((change) => `iam:${change}`),
    resources: roleArns,
  };
}

/** `ecs-tasks.amazonaws.com`: `PassRolesToEcsTasks`. Conditions on tags of a role do not work for this action. */
function passRoles(roleArns: readonly string[], service: string): PolicyStatement {
  const [name = ''] = service.split('.');
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return {
    sid: `PassRolesTo${words.join('')}`,
    actions: ['iam:PassRole'],
    resources: roleArns,
    conditions: { StringEquals: { 'iam:PassedToService': service } },
  };
}
