import { changedPolicies, type ChangedPolicy } from '../../../iam/changed-policies';
import { overlaps } from '../../../iam/glob';
import {
  accountsOf,
  isForEverybody,
  isOfAllActions,
  isOfEveryService,
  isOnAllResources,
  termText,
} from '../../../iam/grants';
import { isForEveryTenant, isNarrow } from '../../../iam/narrowing';
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
 * Actions by which a principal can extend its own rights. Source: IAM documentation of the services; AWS, "Refining
 * permissions".
 */
const ESCALATING = [
  ...['PassRole', 'CreateRole', 'CreateUser', 'CreateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile'],
  ...['CreatePolicyVersion', 'SetDefaultPolicyVersion', 'UpdateAssumeRolePolicy', 'AddUserToGroup'],
  ...['Put', 'Attach', 'Detach', 'Delete'].flatMap((verb) =>
    ['Role', 'User', 'Group'].map((of) => `${verb}${of}Policy`),
  ),
  ...['Put', 'Delete'].flatMap((verb) => ['Role', 'User'].map((of) => `${verb}${of}PermissionsBoundary`)),
]
  .map((action) => `iam:${action}`)
  .concat([
    'sts:AssumeRole',
    'kms:PutKeyPolicy',
    'kms:ScheduleKeyDeletion',
    'organizations:*',
    'lambda:UpdateFunctionCode',
  ])
  .map((action) => action.toLowerCase());

/** A pattern that matches one of them counts: `iam:Put*` as well as `iam:PutRolePolicy`. */
function isEscalating(action: string): boolean {
  return ESCALATING.some((one) => overlaps(one, action.toLowerCase()));
}

/**
 * Whether an allowed grant is more than a reviewer would expect: all actions of a service, or one that hands on rights,
 * on everything or under no condition.
 */
export function isExcessive(grant: Grant): boolean {
  if (isOfAllActions(grant)) return true;
  const escalating = grant.action.patterns.filter(isEscalating);
  if (escalating.length === 0) return false;
  return isOnAllResources(grant) || (grant.conditions.length === 0 && !escalating.every(isAssumption));
}

/** A named role was chosen on purpose. */
function isAssumption(action: string): boolean {
  return /^sts:/i.test(action);
}

/** Whether it allows everything, as an administrator has it. */
export function isBoundless(grant: Grant): boolean {
  return isOfEveryService(grant) && isOnAllResources(grant) && grant.conditions.length === 0;
}

/**
 * Whether it is for everybody, or for every user of a service that everybody can use, and no condition narrows that to
 * an account, organization, network or source.
 */
export function isPublic(grant: Grant): boolean {
  if (isForEverybody(grant)) return !grant.conditions.some(isNarrow);
  return isForEveryTenant(grant);
}

/**
 * Whether it may allow principals outside its account: another account, or a federation.
 * @param own that account. @default - not known: every account may be another one
 */
export function isForOutsiders(grant: Grant, own?: string): boolean {
  return (
    accountsOf(grant).some((account) => account !== own) ||
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
