import { config, issuesOf, withEnvironment, withService, type RawConfig } from '../../helpers/config';

const fixOf = (input: unknown): string | undefined => {
  const issues = issuesOf(input);
  expect(issues).toHaveLength(1);
  return issues[0]?.fix;
};

describe('what other options say', () => {
  it.each<[string, unknown, string]>([
    [
      'image',
      { build: './web/Dockerfile', port: 8080 },
      'write dockerfile: "web/Dockerfile", port: 8080 in place of it',
    ],
    [
      'image',
      { context: './web', dockerfile: 'Dockerfile' },
      'write dockerfile: "web/Dockerfile", context: "web" in place of it',
    ],
    ['loadBalancer', { rules: [{ listen: '80/http', forward: '8080/http' }] }, 'write port: 8080 in place of it'],
    [
      'loadBalancer',
      { ports: [{ listen: '80/http' }], health: { '80/http': { path: '/health' } } },
      'write port: 80, healthCheck: { path: "/health" } in place of it',
    ],
    ['load_balancer', { service: { target_group_arn: 'x', container_port: 3000 } }, 'write port: 3000 in place of it'],
    [
      'container_definitions',
      { web: { image: 'x', port_mappings: [{ container_port: 3000 }] } },
      'write port: 3000 in place of it; cpu, memory, variables and secrets describe the rest of the container',
    ],
  ])('is written as those: %s: %j', (name, value, fix) => {
    expect(fixOf(withService({ [name]: value }))).toBe(fix);
  });

  it.each<[string, RawConfig, string]>([
    ['1-10', withService({ tasks: { range: '1-10' } }), 'write min: 1, max: 10 in place of it'],
    [
      'an object',
      withService({ tasks: { range: { min: 2, max: 4, spot_from: 3 } } }),
      'write min: 2, max: 4 in place of it',
    ],
    [
      'one NAT gateway',
      withEnvironment({ network: { single_nat_gateway: true } }),
      'write natGateways: 1 in place of it',
    ],
    [
      'no NAT gateway',
      withEnvironment({ network: { enable_nat_gateway: false } }),
      'write natGateways: 0 in place of it',
    ],
    [
      'a region of a provider',
      config({ providers: { aws: { region: 'us-east-1' } } }),
      'leave it out; region is an option of the whole config: region: "us-east-1"',
    ],
    [
      'an owner with a repository',
      config({ github: 'acme/web' }),
      'write it as github: { owner: "acme" }; the repository web is that of a service, or ci.repository',
    ],
  ])('is written as those in groups as well: %s', (_case, input, fix) => {
    expect(fixOf(input)).toBe(fix);
  });
});
