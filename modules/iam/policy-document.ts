/** One statement of an IAM policy. Source: IAM User Guide, "IAM JSON policy elements reference". */
export interface PolicyStatement {
  /** What the statement is for, letters and digits only. */
  readonly sid: string;
  /** @default 'Allow' */
  readonly effect?: 'Allow' | 'Deny';
  /** Who: for resource policies and trust policies only. */
  readonly principals?: Principals;
  readonly actions: readonly string[];
  /** ARNs; left out in trust policies only. */
  readonly resources?: readonly string[];
  /** ARNs of what it is not about, in place of `resources`. */
  readonly notResources?: readonly string[];
  /** By operator, then condition key. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Who a statement is about: AWS services, identity providers, accounts and roles by ARN, or everybody. */
export type Principals =
  { readonly Service: string } | { readonly Federated: string } | { readonly AWS: string | readonly string[] } | '*';

/** The JSON text of a policy. Equal statements give equal bytes; tokens stay references. */
export function policyDocument(...statements: readonly PolicyStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements.map(renderStatement) });
}

function renderStatement(statement: PolicyStatement): Record<string, unknown> {
  return {
    Sid: statement.sid,
    Effect: statement.effect ?? 'Allow',
    Principal: statement.principals,
    Action: oneOrMany(statement.actions),
    Resource: statement.resources && oneOrMany(statement.resources),
    NotResource: statement.notResources && oneOrMany(statement.notResources),
    Condition: statement.conditions,
  };
}

// IAM returns a list of one as a plain value; the same form on both sides keeps plans empty.
function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [only, ...others] = values;
  return only !== undefined && others.length === 0 ? only : values;
}
