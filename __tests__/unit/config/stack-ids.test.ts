import { resolvePlatform } from '../../../config/resolve';
import { stackIdsOf } from '../../../config/stack-ids';
import { stackIds } from '../../../platform/stack-ids';
import { config, issuesOf } from '../../helpers/config';

const named = (environments: readonly string[], services: readonly string[]): unknown =>
  config({
    environments: Object.fromEntries(environments.map((name) => [name, {}])),
    services: Object.fromEntries(services.map((name) => [name, { repository: name }])),
  });

describe('the stack ids that the config is checked by', () => {
  it('are those of the stacks', () => {
    const ids = stackIdsOf(resolvePlatform(named(['dev', 'prod'], ['hello']))).map(({ id }) => id);
    expect([...ids].sort()).toEqual(
      [
        stackIds.bootstrap(),
        ...['dev', 'prod'].flatMap((name) => [stackIds.network(name), stackIds.cluster(name), stackIds.api(name)]),
        stackIds.registry('hello'),
        stackIds.pipeline('hello'),
        ...['dev', 'prod'].map((name) => stackIds.service(name, 'hello')),
      ].sort(),
    );
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
