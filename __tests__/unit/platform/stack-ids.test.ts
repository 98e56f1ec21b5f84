import { reservedServiceNames, stackIdsOf } from '../../../platform/stack-ids';
import { config, issuesOf } from '../../helpers/config';

const named = (environments: readonly string[], services: readonly string[]): unknown =>
  config({
    environments: Object.fromEntries(environments.map((name) => [name, {}])),
    services: Object.fromEntries(services.map((name) => [name, { repository: name }])),
  });

describe('the stacks of a platform', () => {
  it('are one for the platform, three for an environment, two for a service, and one for a service in each', () => {
    const [dev, hello] = [{ name: 'dev' }, { name: 'hello' }];
    expect(stackIdsOf({ environments: [dev, { name: 'prod' }], services: [hello] })).toEqual([
      { id: 'bootstrap', type: 'bootstrap' },
      { id: 'dev-network', type: 'network', environment: 'dev' },
      { id: 'dev-cluster', type: 'cluster', environment: 'dev' },
      { id: 'dev-gateway', type: 'gateway', environment: 'dev' },
      { id: 'prod-network', type: 'network', environment: 'prod' },
      { id: 'prod-cluster', type: 'cluster', environment: 'prod' },
      { id: 'prod-gateway', type: 'gateway', environment: 'prod' },
      { id: 'hello-registry', type: 'registry', service: 'hello' },
      { id: 'hello-pipeline', type: 'pipeline', service: 'hello' },
      { id: 'dev-hello', type: 'service', environment: 'dev', service: 'hello' },
      { id: 'prod-hello', type: 'service', environment: 'prod', service: 'hello' },
    ]);
  });

  it("have those of the project's own, one in each of their environments or one in all", () => {
    const own = stackIdsOf({
      environments: [{ name: 'dev' }, { name: 'prod' }],
      services: [],
      stacks: [
        { name: 'database', perEnvironment: true, environments: ['prod'] },
        { name: 'archive', perEnvironment: false, environments: [] },
      ],
    }).filter(({ type }) => type === 'own');
    expect(own).toEqual([
      { id: 'prod-database', type: 'own', environment: 'prod', own: 'database' },
      { id: 'archive', type: 'own', own: 'archive' },
    ]);
  });

  it('reserve the words that their ids end in', () => {
    expect(reservedServiceNames).toEqual(['bootstrap', 'cluster', 'gateway', 'network', 'pipeline', 'registry']);
  });
});

describe('two stacks with one id', () => {
  it.each([
    ['registry', 'x-registry', 'dev-x'],
    ['pipeline', 'x-pipeline', 'dev-x'],
    ['registry', 'a-b-registry', 'dev-a-b'],
  ])('are refused: a service whose name ends like a %s', (_suffix, service, other) => {
    expect(issuesOf(named(['dev'], [service, other]))).toEqual([
      {
        path: `services.${service}`,
        found: `a stack "dev-${service}", which services.${other} has too`,
        allowed: 'names that give every stack its own id',
        fix: 'rename one of the two',
      },
    ]);
  });

  it.each([
    ['such a name without its counterpart', ['dev'], ['x-registry', 'x']],
    ['a counterpart for an environment that does not exist', ['dev'], ['x-registry', 'prod-x']],
    ['services named after an environment', ['dev'], ['dev', 'dev-dev', 'dev-api']],
    ['environments named after a stack', ['network', 'api', 'registry', 'bootstrap'], ['hello']],
    ['names that end like stacks of an environment', ['dev'], ['my-network', 'my-cluster', 'my-api']],
  ])('are not: %s', (_case, environments, services) => {
    expect(issuesOf(named(environments, services))).toEqual([]);
  });
});
