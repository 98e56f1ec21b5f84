import {
  GetRolePolicyCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';

/** A statement of a role's policy, as Terraform writes it. */
interface Statement {
  readonly Action: string | readonly string[];
}

/** A policy of a role. */
interface RolePolicy {
  readonly name: string;
  readonly document: { readonly Statement: readonly Statement[] };
}

/** Every action that the policies of a role grant, once each. */
export async function grantedActions(iam: IAMClient, roleName: string): Promise<string[]> {
  const policies = await policiesOf(iam, roleName);
  return [...new Set(policies.flatMap(({ document }) => document.Statement.flatMap(actionsOf)))].sort();
}

/** Takes actions from a role for as long as something is tried. */
export async function withoutActions<Result>(
  iam: IAMClient,
  roleName: string,
  actions: readonly string[],
  attempt: () => Promise<Result>,
): Promise<Result> {
  const policies = await policiesOf(iam, roleName);
  for (const { name, document } of policies) await putPolicy(iam, roleName, name, without(document, actions));
  try {
    return await attempt();
  } finally {
    for (const { name, document } of policies) await putPolicy(iam, roleName, name, document);
  }
}

async function policiesOf(iam: IAMClient, RoleName: string): Promise<RolePolicy[]> {
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  return Promise.all(
    PolicyNames.map(async (name) => {
      const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: name }));
      return { name, document: JSON.parse(decodeURIComponent(PolicyDocument)) as RolePolicy['document'] };
    }),
  );
}

function without(document: RolePolicy['document'], actions: readonly string[]): RolePolicy['document'] {
  const left = document.Statement.map((statement) => ({
    ...statement,
    Action: actionsOf(statement).filter((each) => !actions.includes(each)),
  }));
  return { ...document, Statement: left.filter(({ Action }) => Action.length > 0) };
}

function actionsOf({ Action }: Statement): string[] {
  return typeof Action === 'string' ? [Action] : [...Action];
}

async function putPolicy(
  iam: IAMClient,
  RoleName: string,
  PolicyName: string,
  document: RolePolicy['document'],
): Promise<void> {
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: JSON.stringify(document) }));
}
