import { conditionsHold } from './conditions/evaluate-condition';
import { matchesArn, matchesText, resolvePattern, type Variables } from './pattern';
import type { Policy, Statement } from './policy';
import { ContextValues, type Request } from './request';

/**
 * Finds the statements of a policy that are about a request, by all but the principal.
 * @throws PolicyError if a condition has an operator that does not exist
 */
export function applicableStatements(policy: Policy, request: Request): readonly Statement[] {
  const context = new ContextValues(request.context);
  const variables: Variables | undefined = policy.Version === '2012-10-17' ? (key) => context.single(key) : undefined;
  return policy.Statement.filter(
    (statement) =>
      isAboutAction(statement, request.action) &&
      isAboutResource(statement, request.resource, variables) &&
      conditionsHold(statement, context, variables),
  );
}

/** Actions know no variables, and their case does not matter. */
function isAboutAction({ Action, NotAction }: Statement, action: string): boolean {
  const isNamed = (Action ?? NotAction ?? []).some((text) => matchesText(resolvePattern(text) ?? '', action, 'i'));
  return isNamed === (Action !== undefined);
}

/** Trust policies have no resource: they are about the role that they belong to. */
function isAboutResource(
  { Resource, NotResource }: Statement,
  resource: string,
  variables: Variables | undefined,
): boolean {
  const patterns = (Resource ?? NotResource)?.map((text) => resolvePattern(text, variables));
  if (patterns === undefined) return true;
  const isNamed = patterns.some((pattern) => pattern !== undefined && matchesArn(pattern, resource));
  return Resource === undefined ? !isNamed && !patterns.includes(undefined) : isNamed;
}
