import { changedPolicies, type ChangedPolicy } from '../../../iam/changed-policies';
import { accountsOf, isForEverybody, isOfAllActions, isOnAllResources, termText } from '../../../iam/grants';
import type { ComparedPolicies } from '../../../iam/policy-change';
import type { Grant } from '../../../iam/statement';
import type { ResourceChange } from '../../../plan/plan';
import { shorten } from '../../reading/values';

/** A policy of which it is known what its change permits. */
export type KnownPolicy = ChangedPolicy & { readonly change: ComparedPolicies };

/** The policies of a resource of which it is known what their change permits. */
export function knownPolicies(change: ResourceChange): readonly KnownPolicy[] {
  return changedPolicies(change).filter((policy): policy is KnownPolicy => policy.change.kind === 'compared');
}

/**
 * Actions by which one gets more than one has. Source: IAM documentation of the services; AWS, "Refining permissions".
 */
const ESCALATING =
  /^(iam:(PassRole|CreateRole|CreateUser|CreateAccessKey|CreateLoginProfile|UpdateLoginProfile|CreatePolicyVersion|SetDefaultPolicyVersion|(Put|Attach|Detach|Delete)(Role|User|Group)Policy|UpdateAssumeRolePolicy|AddUserToGroup|Delete(Role|User)PermissionsBoundary)|sts:AssumeRole|kms:PutKeyPolicy|kms:ScheduleKeyDeletion|organizations:.*|lambda:UpdateFunctionCode)$/i;

/**
 * Whether an allowed grant is more than a reviewer would expect: all actions of a service, or one that hands on rights,
 * on everything or under no condition.
 */
export function isExcessive(grant: Grant): boolean {
  if (isOfAllActions(grant)) return true;
  const escalating = grant.action.patterns.filter((action) => ESCALATING.test(action));
  if (escalating.length === 0) return false;
  return isOnAllResources(grant) || (grant.conditions.length === 0 && !escalating.every(isAssumption));
}

/** A role that is named is one that somebody decided on. */
function isAssumption(action: string): boolean {
  return /^sts:/i.test(action);
}

/** Whether it is for everybody, and no condition narrows that to an account, organization, network or source. */
export function isPublic(grant: Grant): boolean {
  const narrowing =
    /^(aws:(Source(Account|Arn|OrgID|Vpce?|VpcArn|Ip|Owner)|Principal(Account|Arn|OrgID|OrgPaths)|userid|ViaAWSService)|kms:(CallerAccount|ViaService)|s3:DataAccessPointAccount|SAML:.*|.*:(sub|aud|amr))$/i;
  return (
    isForEverybody(grant) &&
    !grant.conditions.some(
      ({ key, values }) => narrowing.test(key) && !values.includes('*') && !values.includes('0.0.0.0/0'),
    )
  );
}

/** Whether somebody outside the account it belongs to may be meant: another account, or a federation. */
export function isForOutsiders(grant: Grant): boolean {
  return (
    accountsOf(grant).length > 0 ||
    (grant.principal?.patterns ?? []).some((pattern) => pattern.startsWith('Federated:'))
  );
}

const MOST = 4;

/** What some grants say, in one line, e.g. `s3:PutObject on arn:aws:s3:::logs/*, and 3 more`. */
export function grantsText(grants: readonly Grant[]): string {
  const texts = [...new Set(grants.map(grantText))];
  const more = texts.length - MOST;
  return `${texts.slice(0, MOST).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

function grantText({ action, resource, principal }: Grant): string {
  const on = resource === undefined ? '' : ` on ${shorten(termText(resource))}`;
  const to = principal === undefined ? '' : ` to ${shorten(principalText(termText(principal)))}`;
  return `${shorten(termText(action))}${on}${to}`;
}

function principalText(text: string): string {
  return text === '*' ? 'everybody' : text;
}
