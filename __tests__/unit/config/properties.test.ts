import fc from 'fast-check';
import { valueAt, withValue } from '../../../config/data';
import { formatPath, type Path } from '../../../config/issue';
import { resolvePlatform } from '../../../config/resolve';
import { stackIdsOf } from '../../../platform/stack-ids';
import { arbitraryPlatform } from '../../helpers/arbitrary-platform';
import { issuesOf, pathsOf } from '../../helpers/config';

describe('any valid config', () => {
  it('resolves, with a deployment of each service to each environment in order', () => {
    fc.assert(
      fc.property(arbitraryPlatform, (input) => {
        const { environments, services } = resolvePlatform(input);
        expect(environments.map(({ name }) => name)).toEqual(Object.keys(input.environments));
        for (const { deployments } of services)
          expect(deployments.map(({ environment }) => environment)).toEqual(environments.map(({ name }) => name));
      }),
    );
  });

  it('gives every stack its own id, and every rule of a load balancer its own priority', () => {
    fc.assert(
      fc.property(arbitraryPlatform, (input) => {
        const platform = resolvePlatform(input);
        expectDistinct(stackIdsOf(platform).map(({ id }) => id));
        for (const { name } of platform.environments)
          expectDistinct(
            platform.services.map(
              ({ deployments }) => deployments.find(({ environment }) => environment === name)?.api.listenerPriority,
            ),
          );
      }),
    );
  });

  it('resolves to what an override says, and to nothing else in other environments', () => {
    fc.assert(
      fc.property(arbitraryPlatform, fc.integer({ min: 1, max: 65535 }), (input, port) => {
        const [service = ''] = Object.keys(input.services);
        const [environment = ''] = Object.keys(input.environments);
        const before = portsOf(input, service);
        const path = ['services', service, 'environments', environment];
        const override = { ...(valueAt(input, path) as object | undefined), port };
        expect(portsOf(withValue(input, path, override), service)).toEqual({ ...before, [environment]: port });
      }),
    );
  });
});

describe('any other value', () => {
  it('resolves, or gives issues that each say where, what, what else and how, never another error', () => {
    const anything = fc.anything({
      withNullPrototype: true,
      withMap: true,
      withSet: true,
      withDate: true,
      withBigInt: true,
      withSparseArray: true,
    });
    fc.assert(
      fc.property(fc.oneof(anything, fc.jsonValue()), (input) => {
        expect(issuesOf(input).length).toBeGreaterThan(0);
        expectComplete(input);
      }),
    );
  });

  it('in a valid config does so too', () => {
    fc.assert(
      fc.property(arbitraryPlatform, fc.array(mutation, { minLength: 1, maxLength: 4 }), (input, mutations) => {
        expectComplete(mutations.reduce<unknown>(mutate, input));
      }),
      { numRuns: 300 },
    );
  });

  it('in place of an option is refused there', () => {
    fc.assert(
      fc.property(arbitraryPlatform, fc.nat(), fc.constantFrom<unknown>(-1, [[]], null), (input, pick, value) => {
        const leaves = leavesOf(input);
        const path = leaves[pick % leaves.length] ?? [];
        expect(pathsOf(withValue(input, path, value))).toContain(formatPath(path));
      }),
    );
  });
});

type Mutation = readonly [where: readonly number[], kind: 'replace' | 'delete' | 'add', name: string, value: unknown];

const mutation: fc.Arbitrary<Mutation> = fc.tuple(
  fc.array(fc.nat(7), { minLength: 1, maxLength: 6 }),
  fc.constantFrom('replace', 'delete', 'add'),
  fc.oneof(
    fc.string(),
    fc.constantFrom('__proto__', 'constructor', 'cpu', 'port', 'PORT', 'secrets', 'environments', 'domain'),
  ),
  fc.oneof(fc.anything(), fc.jsonValue(), fc.constantFrom(0, -1, 99_999, '', 'x', null, {}, [])),
);

function mutate(config: unknown, [where, kind, name, value]: Mutation): unknown {
  const path = descend(config, where);
  if (kind === 'add' && isObject(valueAt(config, path))) return withValue(config, [...path, name], value);
  return withValue(config, path, kind === 'delete' ? undefined : value);
}

/** The path that is reached by taking the n-th child, modulo their number, at each level. */
function descend(value: unknown, [choice, ...others]: readonly number[]): Path {
  if (choice === undefined || !isObject(value)) return [];
  const keys = Object.keys(value);
  const key = keys[choice % keys.length];
  if (key === undefined) return [];
  const step = Array.isArray(value) ? Number(key) : key;
  return [step, ...descend(valueAt(value, [step]), others)];
}

function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (!isObject(value)) return [path];
  return Object.entries(value).flatMap(([key, child]) =>
    leavesOf(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function portsOf(input: unknown, service: string): object {
  const deployments = resolvePlatform(input).services.find(({ name }) => name === service)?.deployments ?? [];
  return Object.fromEntries(deployments.map(({ environment, port }) => [environment, port]));
}

function expectDistinct(values: readonly unknown[]): void {
  expect(new Set(values).size).toBe(values.length);
}

function expectComplete(input: unknown): void {
  for (const issue of issuesOf(input))
    expect(Object.entries(issue).filter(([, text]) => typeof text === 'string' && text !== '')).toHaveLength(4);
}
