import { evaluate, type Policies } from '../../iam/evaluate';
import { accountOfArn } from '../../iam/principals';
import type { RequestContext, RoleSession } from '../../iam/request';
import type { Clock } from '../../clock';
import type { Next } from '../handler';
import type { AwsRequest } from '../request';
import type { Service } from '../service';
import type { AssumedRole } from '../sessions';
import type { Memory } from '../table';
import { type Authorization, authorizationOf } from './authorization';
import { globalContext, roleContext } from './global-context';
import type { Question } from './question';
import { questionsOf } from './questions-of';
import { resourcePolicyOf } from './resource-policy';
import { RoleStore, type StoredRole } from './role-store';

/** What an authorizer works with. */
export interface AuthorizerOptions {
  readonly memory: Memory;
  /** Calls moto past all handlers. */
  readonly moto: Next;
  /** The services that say what IAM is asked for their calls, and which policies their resources have. */
  readonly services: readonly Service[];
  /** Given the time once there is one. */
  readonly clock: () => Clock;
}

/** Services whose calls change roles, and the names of those calls that only read. */
const CHANGES_ROLES = new Set(['iam', 'cloudformation']);
const READS = /^(Describe|Generate|Get|List|Simulate)/;

/** Judges what roles ask for, by the policies that are stored at the time. */
export class Authorizer {
  readonly roles: RoleStore;
  readonly #decisions = new Map<string, Authorization>();

  constructor(private readonly options: AuthorizerOptions) {
    this.roles = new RoleStore(options.moto);
  }

  /**
   * Judges a call; the first refusal ends it.
   * @throws PolicyError if a policy cannot be read
   */
  async judge(role: AssumedRole, request: AwsRequest): Promise<Authorization[]> {
    const authorizations: Authorization[] = [];
    for (const question of await questionsOf(this.options, request)) {
      const authorization = await this.#ask(role, question, request.scope.region);
      authorizations.push(authorization);
      if (authorization.refusal !== undefined) break;
    }
    return authorizations;
  }

  /**
   * Judges one question.
   * @param region that is called
   * @throws PolicyError if a policy cannot be read
   */
  async #ask(assumed: AssumedRole, question: Question, region: string): Promise<Authorization> {
    const role = await this.roles.find(assumed.roleArn, region);
    const principal = sessionOf(assumed);
    const evaluation = evaluate(
      { principal, ...question, context: this.#contextOf(question, region, role, assumed.sessionName) },
      { ...identityOf(role), ...(await this.#resourcePolicy(question, region)) },
    );
    const authorization = authorizationOf(principal, question, evaluation);
    const { action, resource, decision } = authorization;
    this.#decisions.set(`${assumed.roleArn} ${action} ${resource} ${decision}`, authorization);
    return authorization;
  }

  /** Every decision so far, each once. */
  get decisions(): readonly Authorization[] {
    return [...this.#decisions.values()];
  }

  /** Told of calls that were answered: roles may have changed. */
  noticeCall({ scope, operation }: AwsRequest): void {
    if (CHANGES_ROLES.has(scope.service) && !READS.test(operation)) this.roles.clear();
  }

  /** What every question about now and here has in its context. */
  globalContext(region: string): RequestContext {
    return globalContext(this.options.clock().now(), region);
  }

  #contextOf(question: Question, region: string, role: StoredRole | undefined, sessionName: string): RequestContext {
    return { ...this.globalContext(region), ...(role && roleContext(role, sessionName)), ...question.context };
  }

  /** Only principals that the trust policy of a role allows may assume it: policies of their own are not enough. */
  async #resourcePolicy({ action, resource }: Question, region: string): Promise<Omit<Policies, 'identityPolicies'>> {
    if (action === 'sts:AssumeRole') {
      const trusted = await this.roles.find(resource, region);
      const resourcePolicy = trusted && { resourcePolicy: trusted.trustPolicy };
      return { ...resourcePolicy, resourceAccount: accountOfArn(resource), needsResourcePolicy: true };
    }
    const { policy, account, isRequired } = await resourcePolicyOf(this.options, resource);
    return {
      ...(policy && { resourcePolicy: policy }),
      ...(account !== undefined && { resourceAccount: account }),
      ...(isRequired === true && { needsResourcePolicy: true }),
    };
  }
}

/** A role that is gone may do nothing. */
function identityOf(role: StoredRole | undefined): Policies {
  const { policies = [], permissionsBoundary } = role ?? {};
  return { identityPolicies: policies, ...(permissionsBoundary && { permissionsBoundary }) };
}

/** The principal that a session of a role is. */
export function sessionOf({ roleArn, sessionName }: AssumedRole): RoleSession {
  const role = roleArn.replace(':iam:', ':sts:').replace(/:role\/(.*\/)?/, ':assumed-role/');
  return { type: 'session', roleArn, sessionArn: `${role}/${sessionName}` };
}
