import { isGatewayState } from '../../../cli/state/gateway-state';
import { resolvePlatform } from '../../../config/resolve';
import { stackIdsOf } from '../../../platform/stack-ids';
import { addDeliverySystem } from '../../../stacks/delivery-system';
import { config, issuesOf } from '../../helpers/config';
import { synthStacks } from '../../helpers/synth';

const input = config({
  environments: { dev: {}, prod: {} },
  services: { hello: { repository: 'hello' }, api: { repository: 'api' } },
});
const platform = resolvePlatform(input);
const { stacks } = synthStacks((app) => {
  addDeliverySystem(app, platform);
});

/** The arguments that name what AWS knows by its name, by type of resource. */
const NAMES = ['name', 'function_name', 'bucket', 'family', 'alarm_name', 'domain', 'identifier', 'repository_name'];

/**
 * Types whose argument of such a name is none: a policy's name is unique in its role, an address is in the domain
 * `vpc`.
 */
const UNNAMED = ['aws_iam_role_policy', 'aws_eip'];

interface Resource {
  readonly type: string;
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
}

function resourcesOf(stack: string): Resource[] {
  const json = stacks.get(stack) as { readonly resource: Readonly<Record<string, Record<string, Resource['values']>>> };
  return Object.entries(json.resource).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, values]) => ({ type, id, values })),
  );
}

describe('a service called api', () => {
  it('is accepted, and every stack has a different id', () => {
    expect(issuesOf(input)).toEqual([]);
    const ids = stackIdsOf(platform).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...stacks.keys()].sort()).toEqual([...ids].sort());
    expect(ids).toEqual(expect.arrayContaining(['dev-api', 'dev-gateway', 'api-registry', 'api-pipeline']));
  });

  it('shares no physical name with another resource of the same type', () => {
    const names = [...stacks.keys()].flatMap(resourcesOf).flatMap(({ type, values }) =>
      NAMES.flatMap((argument) => {
        const value = values[argument];
        return typeof value === 'string' && !value.includes('${') && !UNNAMED.includes(type)
          ? [`${type} ${argument} ${value}`]
          : [];
      }),
    );
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('logs below the access log of the API, which keeps its name', () => {
    const logGroups = (stack: string): unknown[] =>
      resourcesOf(stack)
        .filter(({ type }) => type === 'aws_cloudwatch_log_group')
        .map(({ values }) => values['name']);
    expect(logGroups('dev-gateway')).toEqual(['/shop/dev/api']);
    expect(logGroups('dev-api')).toEqual(['/shop/dev/api/containers']);
    expect(logGroups('dev-hello')).toEqual(['/shop/dev/hello']);
  });

  it('has a state in which any resource shows that it is not that of the API', () => {
    const isGateway = ({ type, id }: Resource): boolean =>
      isGatewayState({ outputs: {}, resources: [{ type, name: id, attributes: {} }] });
    expect(resourcesOf('dev-gateway').map(isGateway)).not.toContain(false);
    expect(resourcesOf('dev-api').map(isGateway)).not.toContain(true);
  });
});
