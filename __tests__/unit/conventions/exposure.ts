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

  it('admits only requests with the origin header', () => {
    expect(
      exceptionsOf('aws_lb_listener_rule', ({ attributes }) =>
        (attributes.condition as { http_header?: { http_header_name: string; values: string[] } }[]).some(
          ({ http_header: header }) =>
            header?.http_header_name === 'X-Origin-Verify' &&
            header.values.every((value) => value.startsWith('${data.aws_ssm_parameter.')),
        ),
      ),
    ).toEqual([]);
  });
});

describe('every API', () => {
  it('adds the origin header to every request', () => {
    expect(
      exceptionsOf('aws_api_gateway_integration', ({ attributes }) =>
        /"integration\.request\.header\.X-Origin-Verify":"'\$\{data\.aws_ssm_parameter\.[^}]*\}'"/.test(
          JSON.stringify(attributes.request_parameters),
        ),
      ),
    ).toEqual([]);
  });
});
