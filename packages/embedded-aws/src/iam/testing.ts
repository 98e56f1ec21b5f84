import { evaluate, type Evaluation } from './evaluate';
import { type Policy, parsePolicy } from './policy';
import type { Request, RequestContext, RoleSession } from './request';

/** The principal in tests. */
export const SESSION: RoleSession = {
  type: 'session',
  roleArn: 'arn:aws:iam::111122223333:role/service/task',
  sessionArn: 'arn:aws:sts::111122223333:assumed-role/task/run',
};

/** What is asked in tests that are about something else. */
export const REQUEST: Request = {
  principal: SESSION,
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::images/a.png',
  context: {},
};

/** The statement of a policy, as JSON has it. */
export type JsonStatement = Readonly<Record<string, unknown>>;

/** A policy of these statements. */
export function policy(...statements: JsonStatement[]): Policy {
  return parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
}

/** Lets everybody do everything, unless changed. */
export function allow(changes: JsonStatement = {}): JsonStatement {
  return { Effect: 'Allow', Action: '*', Resource: '*', ...changes };
}

/** The opposite of {@link allow}. */
export function deny(changes: JsonStatement = {}): JsonStatement {
  return { ...allow(changes), Effect: 'Deny' };
}

/** What is decided if the role has these statements and nothing else. */
export function decide(request: Partial<Request>, ...statements: JsonStatement[]): Evaluation['decision'] {
  return evaluate({ ...REQUEST, ...request }, { identityPolicies: [policy(...statements)] }).decision;
}

/** Whether a condition holds in a context. */
export function holds(Condition: object, context: RequestContext): boolean {
  return decide({ context }, allow({ Condition })) === 'allow';
}
