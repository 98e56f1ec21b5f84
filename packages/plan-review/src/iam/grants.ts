import type { Condition, Grant, PolicyStatement, Term } from './statement';

/** In words, e.g. `s3:Get*` or `all but iam:*, sts:*`. */
export function termText({ isExcept, patterns }: Term): string {
  return `${isExcept ? 'all but ' : ''}${patterns.join(', ')}`;
}

/** Whether it is about all actions, or all of a service: `*`, `*:*`, `s3:*`, `s3*`, or all but some. */
export function isOfAllActions({ action }: Grant): boolean {
  return action.isExcept || action.patterns.some((pattern) => /^[^:]*:?\*+$/.test(pattern));
}

/** Whether it is about all actions of all services, or all but some. */
export function isOfEveryService({ action }: Grant): boolean {
  return action.isExcept || action.patterns.some((pattern) => /^\*+(:\*+)?$/.test(pattern));
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
    (pattern) => /^AWS:(?:arn:[^:]*:[^:]*:[^:]*:)?(\d{12})(?::|$)/.exec(pattern)?.[1],
  );
  return [...new Set(accounts.filter((account) => account !== undefined))];
}

/** In words, e.g. `allow sqs:SendMessage on arn:aws:sqs:… for Service:sns.amazonaws.com if …`; its Sid is left out. */
export function statementText({ effect, action, resource, principal, conditions }: PolicyStatement): string {
  return [
    `${effect.toLowerCase()} ${termText(action)}`,
    ...(resource ? [`on ${termText(resource)}`] : []),
    ...(principal ? [`for ${principalText(principal)}`] : []),
    ...(conditions.length > 0 ? [conditionsText(conditions)] : []),
  ].join(' ');
}

/** Everybody is said so; other principals without the kind where it shows, e.g. `ecs-tasks.amazonaws.com`. */
function principalText(term: Term): string {
  const patterns = term.patterns.map((name) =>
    name === '*' ? 'everybody' : name.replace(/^(AWS|Service):(?!\*)/, ''),
  );
  return termText({ ...term, patterns });
}

/** In words, e.g. `if StringEquals aws:SourceAccount = 111122223333`; `without conditions` if there are none. */
export function conditionsText(conditions: readonly Condition[]): string {
  if (conditions.length === 0) return 'without conditions';
  return `if ${conditions.map(({ operator, key, values }) => `${operator} ${key} = ${values.join(' or ')}`).join(' and ')}`;
}
