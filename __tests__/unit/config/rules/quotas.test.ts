import { config, issuesOf } from '../../../helpers/config';

/** Services svc0, svc1, ... without sign-in; the priorities of the first 101 all differ. */
function services(count: number, options: (index: number) => object = () => ({ api: { auth: 'none' } })): object {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`svc${index}`, { repository: `svc${index}`, ...options(index) }]),
  );
}

describe('the quota of a load balancer', () => {
  it('is 100 services', () => {
    expect(issuesOf(config({ services: services(100) }))).toEqual([]);
    expect(issuesOf(config({ services: services(101) }))).toEqual([
      {
        path: 'services',
        found: '101 services',
        allowed: 'up to 100, the rules and target groups that AWS allows a load balancer',
        fix: 'move some services to a second platform, with a config file of its own',
      },
    ]);
  });
});

describe('the quota of an app client', () => {
  it('is 47 services with sign-in in an environment', () => {
    const secured = (count: number): object =>
      services(60, (index) => ({ api: { auth: index < count ? 'cognito' : 'none' } }));
    expect(issuesOf(config({ services: secured(47) }))).toEqual([]);
    expect(issuesOf(config({ services: secured(48) }))).toEqual([
      {
        path: 'services',
        found: '48 services with api.auth "cognito" in one environment',
        allowed: 'up to 47: each is a scope, of which AWS allows an app client 50, and sign-in takes three',
        fix:
          'set api: { auth: "none" } on services that check their callers themselves, or move some services to a ' +
          'second platform, with a config file of its own',
      },
    ]);
  });
});

describe('the quota of an API', () => {
  it('is 300 resources', () => {
    const nested = (extra: number): object =>
      services(60, (index) => ({ api: { auth: 'none', path: `svc${index}/a/b${index < extra ? '/c' : ''}` } }));
    expect(issuesOf(config({ services: nested(59) }))).toEqual([]);
    expect(issuesOf(config({ services: nested(60) }))).toEqual([
      {
        path: 'services',
        found: '301 resources in the API of dev',
        allowed: 'up to 300, the resources that AWS allows an API: its root, each segment, and one a service',
        fix:
          'use shorter API paths or common first segments, or move some services to a second platform, with a config ' +
          'file of its own',
      },
    ]);
  });
});

describe('the quota of a pipeline', () => {
  it('is 48 environments', () => {
    const environments = (count: number): unknown =>
      config({ environments: Object.fromEntries(Array.from({ length: count }, (_, index) => [`e${index}`, {}])) });
    expect(issuesOf(environments(48))).toEqual([]);
    expect(issuesOf(environments(49))).toEqual([
      {
        path: 'environments',
        found: '49 environments',
        allowed: 'up to 48: each is a stage, of which AWS allows a pipeline 50, and two are Source and Build',
        fix: 'move some environments to a second platform, with a config file of its own',
      },
    ]);
  });
});
