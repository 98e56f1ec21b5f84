import { listenerPriority } from '../../../../platform/listener-priority';
import { config, issuesOf, pathsOf, withPaths, withService } from '../../../helpers/config';

describe('API paths', () => {
  it.each([
    ['apart', { a: 'orders', b: 'carts' }],
    ['side by side below one segment', { a: 'v1/orders', b: 'v1/carts' }],
    ['that share letters but no segment', { a: 'orders', b: 'orders2', c: 'orders-old' }],
    ['that differ in capitals', { a: 'orders', b: 'Orders' }],
  ])('are taken: %s', (_case, paths) => {
    expect(issuesOf(withPaths(paths))).toEqual([]);
  });

  it.each([
    ['equal', { a: 'orders', b: 'orders' }, 'services.b.api.path', '"orders", which is also the path of services.a'],
    [
      'one below the other',
      { a: 'v1', b: 'v1/orders' },
      'services.b.api.path',
      '"v1/orders", which begins with the path of services.a',
    ],
    [
      'one above the other',
      { a: 'v1/orders', b: 'v1' },
      'services.a.api.path',
      '"v1/orders", which begins with the path of services.b',
    ],
    [
      'far below',
      { a: 'v1', b: 'v1/x/y/z' },
      'services.b.api.path',
      '"v1/x/y/z", which begins with the path of services.a',
    ],
  ])('are refused: %s', (_case, paths, path, found) => {
    expect(issuesOf(withPaths(paths))).toEqual([
      {
        path,
        found,
        allowed: 'paths of which none begins with all segments of another',
        fix: path.includes('.b.') ? 'set another api.path on b or on a' : 'set another api.path on a or on b',
      },
    ]);
  });

  it("are refused when one is another service's name by default", () => {
    const services = { hello: { repository: 'a' }, b: { repository: 'b', api: { path: 'hello/b' } } };
    expect(issuesOf(config({ services }))).toMatchObject([{ path: 'services.b.api.path' }]);
    const reversed = { hello: { repository: 'a' }, b: { repository: 'b', api: { path: 'hello' } } };
    expect(issuesOf(config({ services: reversed }))).toMatchObject([{ path: 'services.b.api.path' }]);
  });

  it('are compared in each environment by itself', () => {
    const services = (where: string): object => ({
      a: { repository: 'a', environments: { dev: { api: { path: 'x' } } } },
      b: { repository: 'b', environments: { [where]: { api: { path: 'x/y' } } } },
    });
    const environments = { dev: {}, prod: {} };
    expect(issuesOf(config({ environments, services: services('prod') }))).toEqual([]);
    expect(pathsOf(config({ environments, services: services('dev') }))).toEqual([
      'services.b.environments.dev.api.path',
    ]);
  });

  it.each(['ping', 'sping', 'ping/x'])('cannot begin with what API Gateway answers itself: %s', (path) => {
    expect(issuesOf(withPaths({ a: path }))).toEqual([
      {
        path: 'services.a.api.path',
        found: `"${path}"`,
        allowed: 'a path that does not begin with ping or sping, which API Gateway answers itself',
        fix: `set another path, for example api: { path: "api/${path.split('/')[0] ?? ''}" }`,
      },
    ]);
  });

  it('may have ping further below, or as part of a word', () => {
    expect(issuesOf(withPaths({ a: 'a/ping', b: 'pings' }))).toEqual([]);
  });

  it("cannot be ping by the service's name either", () => {
    expect(issuesOf(config({ services: { ping: { repository: 'x' } } }))).toMatchObject([
      { path: 'services.ping.api.path', found: '"ping" (the default)' },
    ]);
  });
});

describe('listener priorities', () => {
  it('are a hash of the path from 1 to 50,000 that never changes', () => {
    expect(['hello', 'shop/orders', 'a'].map(listenerPriority)).toEqual([27115, 30573, 26611]);
  });

  it('are refused when two paths of an environment share one', () => {
    const [first, second] = colliding();
    expect(issuesOf(withPaths({ a: first, b: second }))).toEqual([
      {
        path: 'services.b.api.path',
        found: `"${second}" and "${first}" of services.a: both hash to listener priority ${listenerPriority(first)}`,
        allowed: 'paths with priorities of their own',
        fix: 'set another api.path on b or on a',
      },
    ]);
  });

  it('are taken when the two paths are in different environments', () => {
    const [first, second] = colliding();
    const services = {
      a: { repository: 'a', environments: { dev: { api: { path: first } } } },
      b: { repository: 'b', environments: { prod: { api: { path: second } } } },
    };
    expect(issuesOf(config({ environments: { dev: {}, prod: {} }, services }))).toEqual([]);
  });

  /** The first two of path0, path1, ... with one priority. */
  function colliding(): readonly [string, string] {
    const seen = new Map<number, string>();
    for (let index = 0; index < 2000; index += 1) {
      const path = `path${index}`;
      const twin = seen.get(listenerPriority(path));
      if (twin !== undefined) return [twin, path];
      seen.set(listenerPriority(path), path);
    }
    throw new Error('no two of 2,000 paths share a priority');
  }
});

describe('topics of alarms', () => {
  const arn = (region: string): string => `arn:aws:sns:${region}:123456789012:alarms`;
  const environments = (...arns: string[]): unknown => config({ environments: { dev: { alarmTopicArns: arns } } });

  it("are in the platform's region", () => {
    expect(issuesOf(environments(arn('eu-central-1')))).toEqual([]);
    expect(issuesOf(environments(arn('eu-central-1'), arn('eu-west-1')))).toEqual([
      {
        path: 'environments.dev.alarmTopicArns[1]',
        found: 'a topic in "eu-west-1"',
        allowed: "topics in the platform's region, eu-central-1",
        fix: 'use a topic in eu-central-1',
      },
    ]);
  });

  it('are not compared with a region that is itself wrong', () => {
    expect(pathsOf(config({ region: 'x', environments: { dev: { alarmTopicArns: [arn('eu-west-1')] } } }))).toEqual([
      'region',
    ]);
  });
});

describe('tags', () => {
  it.each(['platform', 'environment', 'service', 'managed-by', 'Environment', 'MANAGED-BY'])(
    'cannot have the name of a tag that the platform sets: %s',
    (name) => {
      expect(issuesOf(config({ tags: { [name]: 'x' } }))).toEqual([
        {
          path: `tags.${name}`,
          found: `the name "${name}"`,
          allowed: 'any name but platform, environment, service, managed-by, which the platform sets, in any capitals',
          fix: 'rename it, or remove it',
        },
      ]);
    },
  );

  it('cannot differ in capitals only, since IAM does not tell them apart', () => {
    expect(issuesOf(config({ tags: { team: 'a', Team: 'b', teams: 'c' } }))).toEqual([
      {
        path: 'tags.Team',
        found: 'the name "Team", which is "team" in other capitals',
        allowed: 'names that IAM can tell apart',
        fix: 'remove one of the two',
      },
    ]);
  });

  it('are 45 at most', () => {
    const tags = (count: number): unknown =>
      config({ tags: Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, 'x'])) });
    expect(issuesOf(tags(45))).toEqual([]);
    expect(issuesOf(tags(46))).toEqual([
      {
        path: 'tags',
        found: '46 tags',
        allowed: 'up to 45, since AWS allows 50 and the platform adds its own',
        fix: 'remove some',
      },
    ]);
  });
});

describe('a service with another path in one environment', () => {
  it('keeps the path of its name in other environments', () => {
    expect(issuesOf(withService({ environments: { prod: { api: { path: 'v2/hello' } } } }))).toEqual([]);
  });
});
