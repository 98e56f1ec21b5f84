import { evaluate } from 'embedded-aws/iam/evaluate';
import { parsePolicy, type Policy } from 'embedded-aws/iam/policy';
import type { RequestContext } from 'embedded-aws/iam/request';
import { everyPlatform, type SynthesizedPlatform } from '../../helpers/every-platform';
import { listOf, statementsOf, type Statement } from '../../helpers/policies';
import { aliasOfKeyArn, ArnResolver } from '../../helpers/resolve-arns';

const EVERYTHING = parsePolicy(
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
);

/** Something that a role of a stack is granted. */
interface Granted {
  readonly place: string;
  readonly boundary: string;
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
}

const withJobs = everyPlatform.filter(({ platform }) => platform.ci !== undefined);

/** The boundaries of a platform by ARN. */
function boundariesOf({ platform, app }: SynthesizedPlatform): ReadonlyMap<string, Policy> {
  const policies = Object.values(app.stacks.get('bootstrap')?.resource?.aws_iam_policy ?? {});
  const resolver = new ArnResolver(platform, app);
  return new Map(
    policies.map(({ name, policy }) => [
      `:${platform.account}:policy/${String(name)}`,
      parsePolicy(resolver.resolve('bootstrap', String(policy))),
    ]),
  );
}

function grantsOf({ label, platform, app }: SynthesizedPlatform): Granted[] {
  const resolver = new ArnResolver(platform, app);
  return [...app.stacks]
    .filter(([stackId]) => stackId !== 'bootstrap')
    .flatMap(([stackId, { resource = {} }]) =>
      Object.values(resource.aws_iam_role_policy ?? {}).flatMap(({ role, policy }) => {
        const id = String(role).split('.')[1] ?? '';
        const { name, permissions_boundary: boundary } = resource.aws_iam_role?.[id] ?? {};
        const place = `${label}: ${stackId}: ${String(name)}`;
        const grants = statementsOf(policy).filter(({ Effect: effect }) => effect === 'Allow');
        return grants.flatMap((statement) =>
          listOf(statement.Action).flatMap((action) =>
            listOf(statement.Resource).map((each) => ({
              place,
              boundary: String(boundary).replace(/^arn:[\w-]+:iam:/, ''),
              action,
              resource: resolver.resolve(stackId, each),
              context: contextOf(statement, each, (text) => resolver.resolve(stackId, text)),
            })),
          ),
        );
      }),
    );
}

/** What has to be in a request for a statement to apply. */
function contextOf(
  { Condition: condition = {} }: Statement,
  resource: string,
  resolve: (text: string) => string,
): RequestContext {
  const { StringEquals: equals = {}, StringLike: like = {}, ...others } = condition;
  // What has to be absent is absent here.
  const unknown = Object.keys(others).filter((operator) => operator !== 'Null');
  if (unknown.length > 0) throw new Error(`this test knows no conditions ${unknown.join(', ')}`);
  const alias = aliasOfKeyArn(resolve(resource));
  const asked = Object.entries({ ...equals, ...like }).map(([key, value]) => [
    key,
    resolve(String(Array.isArray(value) ? value[0] : value)),
  ]);
  return {
    ...(Object.fromEntries(asked) as RequestContext),
    ...(alias !== undefined && { 'kms:ResourceAliases': [alias] }),
  };
}

describe.each(withJobs.map((each) => [each.label, each] as const))('the boundaries of %s', (_, platform) => {
  const boundaries = boundariesOf(platform);
  const granted = grantsOf(platform);

  it('let each role of its stacks do everything that it is granted', () => {
    expect(granted.length).toBeGreaterThan(20);
    const refused = granted.filter(({ boundary, action, resource, context }) => {
      const principal = { type: 'session', roleArn: 'arn:aws:iam::1:role/a', sessionArn: 'arn:aws:sts::1:a' } as const;
      const permissionsBoundary = boundaries.get(boundary);
      if (permissionsBoundary === undefined) throw new Error(`bootstrap makes no ${boundary}`);
      const policies = { identityPolicies: [EVERYTHING], permissionsBoundary };
      return evaluate({ principal, action, resource, context }, policies).decision !== 'allow';
    });
    expect(refused.map(({ place, action, resource }) => `${place}: ${action} on ${resource}`)).toEqual([]);
  });

  it.each([...boundaries].filter(([name]) => /-ci-boundary-\w+$/.test(name)))(
    'allow no action that no role needs: %s',
    (name, { Statement: statements }) => {
      const needed = new Set(granted.filter(({ boundary }) => boundary === name).map(({ action }) => action));
      const allowed = statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action ?? []);
      expect([...new Set(allowed)].sort()).toEqual([...needed].sort());
    },
  );
});
