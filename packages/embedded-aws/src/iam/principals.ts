import type { Principals, Statement } from './policy';
import type { Principal } from './request';

/** How a statement names the caller, from the narrowest: it decides which other policies have to allow the request. */
export type NamedAs = 'session' | 'role' | 'account' | 'everyone' | 'service' | 'webIdentity';

/**
 * Finds out how a statement of a resource-based policy names a principal (IAM User Guide, "AWS JSON policy elements:
 * Principal" and "NotPrincipal").
 * @returns undefined if it does not name the principal
 */
export function namedAs({ Principal, NotPrincipal }: Statement, principal: Principal): NamedAs | undefined {
  if (Principal !== undefined) return nameIn(Principal, principal);
  if (NotPrincipal === undefined || excepts(NotPrincipal, principal)) return undefined;
  return 'everyone';
}

/** The account, 12 digits, of an ARN. */
export function accountOfArn(arn: string): string {
  return arn.split(':')[4] ?? '';
}

function nameIn(principals: Principals, principal: Principal): NamedAs | undefined {
  const aws = principals.AWS ?? [];
  if (principal.type === 'service') {
    if (principals.Service?.includes(principal.name) === true) return 'service';
  } else if (principal.type === 'webIdentity') {
    if (principals.Federated?.includes(principal.provider) === true) return 'webIdentity';
  } else {
    if (aws.includes(principal.sessionArn)) return 'session';
    if (aws.includes(principal.roleArn)) return 'role';
  }
  if (aws.includes('*')) return 'everyone';
  return principal.type === 'session' && namesAccount(aws, principal.roleArn) ? 'account' : undefined;
}

function namesAccount(aws: readonly string[], roleArn: string): boolean {
  const account = accountOfArn(roleArn);
  return aws.includes(account) || aws.includes(roleArn.replace(/:role\/.*$/, ':root'));
}

/** The account, the role and the session are looked at one after the other, and each has to be excepted. */
function excepts(principals: Principals, principal: Principal): boolean {
  const aws = principals.AWS ?? [];
  if (aws.includes('*')) return true;
  if (principal.type === 'service') return principals.Service?.includes(principal.name) === true;
  if (principal.type === 'webIdentity') return principals.Federated?.includes(principal.provider) === true;
  const { roleArn, sessionArn } = principal;
  return aws.includes(sessionArn) && aws.includes(roleArn) && namesAccount(aws, roleArn);
}
