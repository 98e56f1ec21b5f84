import type { PolicyStatement } from '../iam/policy-document';

/** Which roles a job may make and change. */
export interface RoleScope {
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
 */
export function manageRoles({ roleArns, boundaryArn, services }: RoleScope): PolicyStatement[] {
  return [
    {
      sid: 'GrantWithinBoundary',
      actions: ['iam:CreateRole', 'iam:DeleteRolePolicy', 'iam:PutRolePermissionsBoundary', 'iam:PutRolePolicy'],
      resources: roleArns,
      conditions: { StringEquals: { 'iam:PermissionsBoundary': boundaryArn } },
    },
    {
      sid: 'KeepRoles',
      actions: [
        'iam:DeleteRole',
        'iam:ListInstanceProfilesForRole',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
        'iam:UpdateRoleDescription',
      ],
      resources: roleArns,
    },
    ...services.map((service) => passRoles(roleArns, service)),
  ];
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

/** `ecs-tasks.amazonaws.com`: `PassRolesToEcsTasks`. */
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
