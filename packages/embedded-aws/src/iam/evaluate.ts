import { applicableStatements } from './applies';
import type { Policy, Statement } from './policy';
import { accountOfArn, type NamedAs, namedAs } from './principals';
import type { Request } from './request';

/** The policies that a request is judged by. */
export interface Policies {
  /** Inline and attached ones. */
  readonly identityPolicies: readonly Policy[];
  /** The most that identity-based policies can allow. @default no limit */
  readonly permissionsBoundary?: Policy;
  /** Of the resource. @default it has none */
  readonly resourcePolicy?: Policy;
  /** Account of the resource, 12 digits. @default the caller's */
  readonly resourceAccount?: string;
  /** Whether nothing is allowed that the resource's policy does not allow, as for roles. @default false */
  readonly needsResourcePolicy?: boolean;
}

/** The kinds of policy, as AWS's messages name them. */
export type PolicyType = 'identity-based policy' | 'permissions boundary' | 'resource-based policy';

/** What IAM answers. */
export interface Evaluation {
  readonly decision: 'allow' | 'explicitDeny' | 'implicitDeny';
  /** What allows or denies it. @default nothing does: an implicit deny */
  readonly statement?: Statement;
  /** Kind of the policy that allows or denies it, or that would have to allow it. */
  readonly policyType: PolicyType;
}

/** The statements of one kind of policy that are about the request. */
interface Verdict {
  readonly allow?: Statement;
  readonly deny?: Statement;
}

/**
 * Judges a request (IAM User Guide, "Policy evaluation logic"). An explicit deny anywhere wins. Then, in one account,
 * either the role's policies within their boundary allow it or the resource's policy does; across accounts both have to.
 * @throws PolicyError if a condition has an operator that does not exist
 */
export function evaluate(request: Request, policies: Policies): Evaluation {
  const { permissionsBoundary, resourcePolicy } = policies;
  const identity = verdictOf(policies.identityPolicies, request);
  const boundary = permissionsBoundary && verdictOf([permissionsBoundary], request);
  const resource = resourceVerdictOf(resourcePolicy, request);
  const denies: readonly [PolicyType, Statement | undefined][] = [
    ['identity-based policy', identity.deny],
    ['permissions boundary', boundary?.deny],
    ['resource-based policy', resource.deny],
  ];
  for (const [policyType, statement] of denies) {
    if (statement !== undefined) return { decision: 'explicitDeny', statement, policyType };
  }
  return allowedBy(request, policies, { identity, resource, ...(boundary && { boundary }) });
}

interface Verdicts {
  readonly identity: Verdict;
  readonly boundary?: Verdict;
  readonly resource: ResourceVerdict;
}

function allowedBy(request: Request, policies: Policies, verdicts: Verdicts): Evaluation {
  const { resource, boundary } = verdicts;
  if (request.principal.type !== 'session') return resourceEvaluation(resource.allow);
  const byIdentity = allowedByIdentity(verdicts);
  const account = accountOfArn(request.principal.roleArn);
  if (account !== (policies.resourceAccount ?? account)) {
    return byIdentity.decision === 'allow' ? resourceEvaluation(resource.allow) : byIdentity;
  }
  if (policies.needsResourcePolicy === true && resource.allow === undefined) return resourceEvaluation(undefined);
  return allowedByResource(resource, boundary) ?? byIdentity;
}

function allowedByIdentity({ identity, boundary }: Verdicts): Evaluation {
  if (identity.allow === undefined) return { decision: 'implicitDeny', policyType: 'identity-based policy' };
  if (boundary !== undefined && boundary.allow === undefined) {
    return { decision: 'implicitDeny', policyType: 'permissions boundary' };
  }
  return { decision: 'allow', statement: identity.allow, policyType: 'identity-based policy' };
}

/**
 * What a resource's policy alone allows a principal of its account. A policy that names the account leaves the decision to
 * the account; if it names the role, the role's boundary has to allow the request, too (IAM User Guide, "Permissions
 * boundaries for IAM entities", resource-based policies).
 * @returns undefined if it leaves the decision to the role's own policies
 */
function allowedByResource({ allow, names }: ResourceVerdict, boundary: Verdict | undefined): Evaluation | undefined {
  if (allow === undefined || names === 'account') return undefined;
  const isBounded = names === 'role' && boundary !== undefined && boundary.allow === undefined;
  return isBounded ? { decision: 'implicitDeny', policyType: 'permissions boundary' } : resourceEvaluation(allow);
}

function resourceEvaluation(statement: Statement | undefined): Evaluation {
  const policyType = 'resource-based policy';
  return statement === undefined
    ? { decision: 'implicitDeny', policyType }
    : { decision: 'allow', statement, policyType };
}

function verdictOf(policies: readonly Policy[], request: Request): Verdict {
  return pick(policies.flatMap((policy) => applicableStatements(policy, request)));
}

/** What a resource's policy says, and how it names the principals that it allows. */
interface ResourceVerdict extends Verdict {
  readonly names?: NamedAs;
}

/** What is allowed under the first of these names depends on the least else. */
const NAMES: readonly NamedAs[] = ['session', 'service', 'webIdentity', 'everyone', 'role', 'account'];

function resourceVerdictOf(policy: Policy | undefined, request: Request): ResourceVerdict {
  const statements = policy === undefined ? [] : applicableStatements(policy, request);
  const naming = (name: NamedAs): Statement[] =>
    statements.filter((statement) => namedAs(statement, request.principal) === name);
  const { deny } = pick(NAMES.flatMap(naming));
  const names = NAMES.find((name) => pick(naming(name)).allow !== undefined);
  return { ...(names && { ...pick(naming(names)), names }), ...(deny && { deny }) };
}

function pick(statements: readonly Statement[]): Verdict {
  const allow = statements.find(({ Effect }) => Effect === 'Allow');
  const deny = statements.find(({ Effect }) => Effect === 'Deny');
  return { ...(allow && { allow }), ...(deny && { deny }) };
}
