import { everyResource, type Resource } from './every-platform';

/** One statement of an IAM policy, as it is in the JSON. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A statement and where it is. */
export interface PlacedStatement {
  readonly place: string;
  readonly statement: Statement;
  readonly resource: Resource;
}

/** Every statement of every policy, be it of a role, a bucket or anything else that takes one. */
export const everyStatement: readonly PlacedStatement[] = everyResource.flatMap((resource) =>
  Object.entries(resource.attributes).flatMap(([attribute, value]) =>
    statementsOf(value).map((statement) => ({
      place: `${resource.place}: ${attribute}: ${statement.Sid}`,
      statement,
      resource,
    })),
  ),
);

/** Every statement that grants something. */
export const everyGrant = everyStatement.filter(({ statement }) => statement.Effect === 'Allow');

/** The statements of an attribute's value; none if it is no policy. */
export function statementsOf(value: unknown): readonly Statement[] {
  if (typeof value !== 'string' || !/"Statement"/.test(value)) return [];
  return (JSON.parse(value) as { Statement: Statement[] }).Statement;
}

/** A value, or the values, of a policy element as a list. */
export function listOf(element: string | readonly string[] | undefined): readonly string[] {
  if (element === undefined) return [];
  return typeof element === 'string' ? [element] : element;
}
