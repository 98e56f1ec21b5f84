import { everyResource, everyResourceOf, exceptionsOf, referringTo } from '../../helpers/every-platform';

const everywhere = ['0.0.0.0/0', '::/0'];

/** The security groups that a load balancer has, by reference. */
function groupsOfLoadBalancers(stack: (typeof everyResource)[number]['stack']): readonly unknown[] {
  return Object.values(stack.resource?.aws_lb ?? {}).flatMap(({ security_groups: groups }) => groups as string[]);
}

describe('the internet', () => {
  it('reaches the load balancer on port 80, and no other security group', () => {
    expect(
      exceptionsOf('aws_vpc_security_group_ingress_rule', ({ attributes: rule, stack }) => {
        const open = everywhere.some((block) => block === rule.cidr_ipv4 || block === rule.cidr_ipv6);
        const http = rule.ip_protocol === 'tcp' && rule.from_port === 80 && rule.to_port === 80;
        return !open || (http && groupsOfLoadBalancers(stack).includes(rule.security_group_id));
      }),
    ).toEqual([]);
  });

  it('reaches the load balancer of every environment', () => {
    const open = everyResourceOf('aws_vpc_security_group_ingress_rule').filter(({ attributes: rule }) =>
      everywhere.some((block) => block === rule.cidr_ipv4 || block === rule.cidr_ipv6),
    );
    expect(open).toHaveLength(2 * everyResourceOf('aws_lb').length);
  });
});

describe('every security group', () => {
  it('has its rules as separate resources', () => {
    expect(
      exceptionsOf('aws_security_group', ({ attributes }) => !('ingress' in attributes) && !('egress' in attributes)),
    ).toEqual([]);
    expect(everyResource.filter(({ type }) => type === 'aws_security_group_rule')).toEqual([]);
  });

  it('names a source and ports in every rule', () => {
    expect(
      exceptionsOf('aws_vpc_security_group_ingress_rule', ({ attributes: rule }) => {
        const sources = ['cidr_ipv4', 'cidr_ipv6', 'referenced_security_group_id', 'prefix_list_id'];
        return rule.ip_protocol !== '-1' && sources.filter((source) => source in rule).length === 1;
      }),
    ).toEqual([]);
  });
});

describe('every VPC', () => {
  it('has a default security group that lets nothing through', () => {
    expect(
      exceptionsOf('aws_vpc', (vpc) =>
        referringTo(vpc, 'aws_default_security_group', 'vpc_id').some(
          ({ ingress, egress }) => JSON.stringify([ingress, egress]) === '[[],[]]',
        ),
      ),
    ).toEqual([]);
  });
});

describe('every listener', () => {
  it('answers 404 to what no rule admits', () => {
    expect(
      exceptionsOf('aws_lb_listener', ({ attributes }) => {
        const [action, ...others] = attributes.default_action as { fixed_response?: { status_code: string } }[];
        return others.length === 0 && action?.fixed_response?.status_code === '404';
      }),
    ).toEqual([]);
  });

  it('admits only requests with the origin header of the service', () => {
    expect(
      exceptionsOf('aws_lb_listener_rule', ({ attributes, stack }) => {
        const [own, ...others] = ownOriginSecrets(stack);
        const values = acceptedOriginValues(attributes.condition as HeaderCondition[]);
        return own !== undefined && others.length === 0 && values.length === 2 && values[0] === own;
      }),
    ).toEqual([]);
  });
});

describe('every service', () => {
  it('has an origin secret of its own, made up by AWS and encrypted', () => {
    const secrets = everyResourceOf('aws_ssm_parameter').filter(({ attributes }) =>
      String(attributes.name).endsWith('/origin-secret'),
    );
    const services = everyResourceOf('aws_ecs_service');
    const names = new Set(
      secrets.map(({ place, attributes }) => `${place.split(':')[0] ?? ''} ${String(attributes.name)}`),
    );
    expect(names.size).toBe(secrets.length);
    expect(secrets.filter(({ stack }) => stack.resource?.aws_ecs_service !== undefined)).toHaveLength(services.length);
    for (const { attributes } of secrets) expect(attributes.type).toBe('SecureString');
  });
});

describe('every API', () => {
  it('adds an origin header to every request, and to those of no two services the same', () => {
    const sent = everyResourceOf('aws_api_gateway_integration').map(({ place, attributes }) => {
      const { uri, request_parameters: parameters } = attributes;
      const header = (parameters as Record<string, string>)['integration.request.header.X-Origin-Verify'] ?? '';
      const secret = /^'\$\{data\.aws_ssm_parameter\.origin-secret-([\w-]+)\.value\}'$/.exec(header)?.[1];
      return { api: place.split(': ').slice(0, 2).join(), route: String(uri).replace(/\/\{proxy\}$/, ''), secret };
    });
    const secretOf = new Map(sent.map(({ api, route, secret }) => [`${api} ${route}`, secret]));
    expect([...secretOf.values()]).not.toContain(undefined);
    expect(sent.filter(({ api, route, secret }) => secretOf.get(`${api} ${route}`) !== secret)).toEqual([]);
    const used = [...secretOf].map(([route, secret]) => `${route.split(' ')[0] ?? ''} ${String(secret)}`);
    expect(new Set(used).size).toBe(used.length);
  });
});

interface HeaderCondition {
  readonly http_header?: { readonly http_header_name: string; readonly values: readonly string[] };
}

function acceptedOriginValues(conditions: readonly HeaderCondition[]): readonly string[] {
  return conditions.flatMap(({ http_header: header }) =>
    header?.http_header_name === 'X-Origin-Verify' ? header.values : [],
  );
}

/** References to the values of a stack's own origin secrets. */
function ownOriginSecrets(stack: (typeof everyResource)[number]['stack']): readonly string[] {
  return Object.entries(stack.resource?.aws_ssm_parameter ?? {})
    .filter(([, { type }]) => type === 'SecureString')
    .map(([name]) => `\${aws_ssm_parameter.${name}.value}`);
}
