import type { RequestContext } from '../../iam/request';
import type { Call } from './call';

/** What IAM is asked before a call is carried out. */
export interface Question {
  /** `<service>:<action>` as the Service Authorization Reference names it. */
  readonly action: string;
  /** ARN, or `*` where the action knows no resources. */
  readonly resource: string;
  /** Condition keys of the service and of the request's tags. @default none but the global ones */
  readonly context?: RequestContext;
}

/** Finds out what IAM is asked for a call of one service: everything has to be allowed. */
export type Questions = (call: Call) => readonly Question[] | Promise<readonly Question[]>;

/** Asks for an action on each of some resources. */
export function ask(action: string, resources: readonly string[], context: RequestContext = {}): Question[] {
  return resources.map((resource) => ({ action, resource, context }));
}

/**
 * Asks for the permission to hand a role on (IAM User Guide, "Grant a user permissions to pass a role to an AWS service").
 * @param roleArns the role that a call names, if it names one
 * @param service that gets it, e.g. `ecs-tasks.amazonaws.com`
 */
export function askToPass(roleArns: readonly string[], service: string): Question[] {
  const named = roleArns.filter((arn) => arn !== '');
  return ask('iam:PassRole', named, { 'iam:PassedToService': service });
}
