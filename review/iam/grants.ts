import type { Grant, Term } from './statement';

/** In words, e.g. `s3:Get*` or `all but iam:*, sts:*`. */
export function termText({ isExcept, patterns }: Term): string {
  return `${isExcept ? 'all but ' : ''}${patterns.join(', ')}`;
}

/** Whether it is about all actions, or all of a service: `*`, `s3:*`, `s3*`, or all but some. */
export function isOfAllActions({ action }: Grant): boolean {
  return action.isExcept || action.patterns.some((pattern) => /^([a-z0-9-]*:?)\*+$/i.test(pattern));
}

/** Whether it is about every resource, or all but some. */
export function isOnAllResources({ resource }: Grant): boolean {
  return resource !== undefined && (resource.isExcept || resource.patterns.some((pattern) => /^\*+$/.test(pattern)));
}

/** Whether it is for everybody, with or without an AWS account, or all but some. Conditions may say otherwise. */
export function isForEverybody({ principal }: Grant): boolean {
  return principal !== undefined && (principal.isExcept || principal.patterns.includes('*'));
}

/** The AWS accounts that its principals belong to; none for services, federated users and everybody. */
export function accountsOf({ principal }: Grant): readonly string[] {
  const accounts = (principal?.patterns ?? []).map(
    (pattern) => /^AWS:arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(pattern)?.[1],
  );
  return [...new Set(accounts.filter((account) => account !== undefined))];
}
