import { evaluate } from 'embedded-aws/iam/evaluate';
import { parsePolicy, type Policy } from 'embedded-aws/iam/policy';
import type { RequestContext } from 'embedded-aws/iam/request';
import { PROBES } from './account';
import { roleArn, tagsOf, withTags, type Owner, type Probe } from './probe';

/** A role of the account, or one that somebody has made. */
export interface Role {
  readonly name: string;
  readonly owner: Owner;
  readonly policy: Policy;
  /** ARN of its boundary. @default - it has none */
  readonly boundary?: string | undefined;
  /** Services that may assume it as it is; `account` for the roles of its account. */
  readonly trusts: readonly string[];
  /** Calls by which somebody else's program runs with it: action and resource. */
  readonly runBy?: readonly (readonly [action: string, resource: string])[];
}

/** What the search starts from. */
export interface Account {
  readonly roles: readonly Role[];
  /** Every policy that can be a boundary, by ARN. */
  readonly boundaries: ReadonlyMap<string, Policy>;
  /** What is in the account. @default - what platforms and others have */
  readonly probes?: readonly Probe[];
}

/** A way of acting as a role, in steps from the first. */
interface Way {
  readonly role: Role;
  readonly steps: readonly string[];
}

export const EVERYTHING = parsePolicy(
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
);

/** Names that a made role may try. */
const NAMES = [
  'shop-dev-x',
  'shop-prod-x',
  'shop-x',
  'shop-dev-tools-build',
  'shop-eu-central-1-ci-x',
  'ship-dev-x',
  'x',
];

/** Services that run code or work with a role that they are given. */
const SERVICES = ['ecs-tasks', 'codebuild', 'codepipeline', 'lambda', 'ec2', 'cloudformation', 'events', 'scheduler'];

/** Searches what a role can become and do, by any way that is tried. */
export class Search {
  readonly #allowed = new Map<Policy, Map<string, readonly Probe[]>>();

  readonly #byService = new Map<Policy, Map<string, Policy>>();

  constructor(private readonly account: Account) {}

  /** The roles that a role can act as after so many steps, itself included. */
  reachable(start: Role, depth: number): readonly Way[] {
    const found = new Map<string, Way>([[keyOf(start), { role: start, steps: [] }]]);
    let edge = [...found.values()];
    for (let step = 0; step < depth; step += 1) {
      const next = edge.flatMap(({ role, steps }) =>
        this.becoming(role).map(([how, became]): Way => ({ role: became, steps: [...steps, how] })),
      );
      edge = next.filter(({ role }) => !found.has(keyOf(role)));
      for (const way of edge) if (!found.has(keyOf(way.role))) found.set(keyOf(way.role), way);
    }
    return [...found.values()];
  }

  /** The probes that a role is allowed, with any tags in the request. */
  allowed(role: Role): readonly Probe[] {
    const ofPolicy = this.#allowed.get(role.policy) ?? new Map<string, readonly Probe[]>();
    const boundary = role.boundary ?? '';
    const known =
      ofPolicy.get(boundary) ?? (this.account.probes ?? PROBES).filter((probe) => this.isAllowed(role, probe));
    this.#allowed.set(role.policy, ofPolicy.set(boundary, known));
    return known;
  }

  private isAllowed(role: Role, { action, resource, context }: Probe): boolean {
    const requested = [{}, tagsOf.dev, tagsOf.prod, tagsOf.shared].map((tags) => withTags('RequestTag', tags));
    return requested.some((tags) => this.asks(role, action, resource, { ...context, ...tags }));
  }

  private asks(role: Role, action: string, resource: string, context: RequestContext = {}): boolean {
    const arn = roleArn(role.name);
    const principal = { type: 'session', roleArn: arn, sessionArn: `${arn}/session` } as const;
    const [service = ''] = action.split(':');
    const boundary = role.boundary === undefined ? undefined : this.account.boundaries.get(role.boundary);
    const policies = {
      identityPolicies: [this.about(service, role.policy)],
      ...(boundary && { permissionsBoundary: this.about(service, boundary) }),
    };
    return evaluate({ principal, action, resource, context }, policies).decision === 'allow';
  }

  /** The statements of a policy that are about a service: the others cost time and change nothing. */
  private about(service: string, policy: Policy): Policy {
    const byService = this.#byService.get(policy) ?? new Map<string, Policy>();
    const isAbout = (action: string): boolean => action === '*' || action.startsWith(`${service}:`);
    const known = byService.get(service) ?? {
      ...policy,
      Statement: policy.Statement.filter(({ Action }) => Action?.some(isAbout) ?? true),
    };
    this.#byService.set(policy, byService.set(service, known));
    return known;
  }

  private becoming(role: Role): (readonly [string, Role])[] {
    return [...this.making(role), ...this.account.roles.flatMap((other) => this.takingOver(role, other))];
  }

  /** Makes a role with any name, boundary and tags, lets it do everything, and lets anybody assume it. */
  private making(role: Role): (readonly [string, Role])[] {
    const boundaries = [undefined, ...this.account.boundaries.keys()];
    const attempts = NAMES.flatMap((name) =>
      boundaries.flatMap((boundary) => Object.keys(tagsOf).map((owner) => ({ name, boundary, owner: owner as Owner }))),
    );
    return attempts
      .filter(({ name, boundary, owner }) => {
        const limit = boundary === undefined ? {} : { 'iam:PermissionsBoundary': boundary };
        const made = { ...limit, ...withTags('RequestTag', tagsOf[owner]) };
        const there = { ...limit, ...withTags('ResourceTag', tagsOf[owner]) };
        return (
          this.asks(role, 'iam:CreateRole', roleArn(name), made) &&
          (owner === 'noPlatform' || this.asks(role, 'iam:TagRole', roleArn(name), made)) &&
          this.asks(role, 'iam:PutRolePolicy', roleArn(name), there)
        );
      })
      .map(({ name, boundary, owner }) => [
        `makes ${name}`,
        { name, owner, boundary, policy: EVERYTHING, trusts: SERVICES },
      ]);
  }

  private takingOver(role: Role, other: Role): (readonly [string, Role])[] {
    const arn = roleArn(other.name);
    const tags = withTags('ResourceTag', tagsOf[other.owner]);
    const limit = other.boundary === undefined ? {} : { 'iam:PermissionsBoundary': other.boundary };
    const may = (action: string, context: RequestContext = {}): boolean =>
      this.asks(role, action, arn, { ...tags, ...context });
    const ways: (readonly [string, Role])[] = [];
    if (may('iam:PutRolePolicy', limit)) ways.push([`grants to ${other.name}`, { ...other, policy: EVERYTHING }]);
    if (may('iam:DeleteRolePermissionsBoundary', limit))
      ways.push([`frees ${other.name}`, { ...other, boundary: undefined }]);
    for (const boundary of this.account.boundaries.keys()) {
      if (may('iam:PutRolePermissionsBoundary', { 'iam:PermissionsBoundary': boundary })) {
        ways.push([`moves ${other.name} to ${boundary}`, { ...other, boundary }]);
      }
    }
    if (may('iam:UpdateAssumeRolePolicy', limit)) ways.push([`lets itself assume ${other.name}`, other]);
    if (may('sts:AssumeRole') && other.trusts.includes('account')) ways.push([`assumes ${other.name}`, other]);
    // Conditions on the tags of a role do not work for this action.
    for (const service of other.trusts) {
      if (this.asks(role, 'iam:PassRole', arn, { 'iam:PassedToService': `${service}.amazonaws.com` })) {
        ways.push([`passes ${other.name} to ${service}`, other]);
      }
    }
    for (const [action, resource] of other.runBy ?? []) {
      if (this.asks(role, action, resource, tags)) ways.push([`runs as ${other.name} by ${action}`, other]);
    }
    return ways;
  }
}

function keyOf({ name, boundary, policy }: Role): string {
  return [name, boundary, policy === EVERYTHING].join();
}
