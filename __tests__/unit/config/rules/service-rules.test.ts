import { config, issuesOf, pathsOf, withService } from '../../../helpers/config';

describe('task counts', () => {
  it.each([
    [{ min: 2, desired: 2, max: 2 }],
    [{ min: 0, desired: 0, max: 1 }],
    [{ min: 1, desired: 2, max: 3 }],
    [{ max: 1 }],
  ])('are taken in order: %j', (tasks) => {
    expect(issuesOf(withService({ tasks }))).toEqual([]);
  });

  it.each([
    ['min over max', { min: 3, max: 2 }, 'min', 'min 3 and max 2', 'set min to at most 2, or max to at least 3'],
    [
      'min over desired',
      { min: 3, desired: 2 },
      'min',
      'min 3 and desired 2',
      'set min to at most 2, or desired to at least 3',
    ],
    [
      'desired over max',
      { desired: 5, max: 4 },
      'desired',
      'desired 5 and max 4',
      'set desired to at most 4, or max to at least 5',
    ],
    [
      'desired under the default min',
      { desired: 0 },
      'desired',
      'min 1 (the default) and desired 0',
      'set min to at most 0, or desired to at least 1',
    ],
  ])('are refused out of order: %s', (_case, tasks, option, found, fix) => {
    expect(issuesOf(withService({ tasks }))).toEqual([
      { path: `services.hello.tasks.${option}`, found, allowed: 'min <= desired <= max', fix },
    ]);
  });

  it('are checked after the merge, and the override is to blame', () => {
    expect(issuesOf(withService({ tasks: { min: 3 }, environments: { prod: { tasks: { max: 2 } } } }))).toMatchObject([
      { path: 'services.hello.environments.prod.tasks.max', found: 'min 3 (services.hello.tasks.min) and max 2' },
    ]);
  });
});

describe('the health check', () => {
  it('times out before the next check begins', () => {
    expect(issuesOf(withService({ healthCheck: { interval: 10, timeout: 9 } }))).toEqual([]);
    expect(issuesOf(withService({ healthCheck: { interval: 10, timeout: 10 } }))).toEqual([
      {
        path: 'services.hello.healthCheck.timeout',
        found: 'timeout 10 and interval 10',
        allowed: 'a timeout below the interval, in seconds',
        fix: 'set interval to more than 10, for example interval: 15',
      },
    ]);
  });

  it('is checked against the default interval and after the merge', () => {
    expect(issuesOf(withService({ healthCheck: { timeout: 30 } }))).toMatchObject([
      { path: 'services.hello.healthCheck.timeout', found: 'timeout 30 and interval 30 (the default)' },
    ]);
    const input = withService({
      healthCheck: { timeout: 20 },
      environments: { dev: { healthCheck: { interval: 20 } } },
    });
    expect(issuesOf(input)).toMatchObject([
      {
        path: 'services.hello.environments.dev.healthCheck.interval',
        found: 'timeout 20 (services.hello.healthCheck.timeout) and interval 20',
      },
    ]);
  });

  it('has ranges of success codes that ascend', () => {
    expect(issuesOf(withService({ healthCheck: { successCodes: '200-200,300-399' } }))).toEqual([]);
    expect(issuesOf(withService({ healthCheck: { successCodes: '200,299-201' } }))).toEqual([
      {
        path: 'services.hello.healthCheck.successCodes',
        found: 'the range "299-201"',
        allowed: 'ranges from the lower code to the higher',
        fix: 'write it as "201-299"',
      },
    ]);
  });
});

describe('a name that is both a variable and a secret', () => {
  const arn = 'arn:aws:ssm:eu-central-1:123456789012:parameter/x';

  it('is refused', () => {
    expect(issuesOf(withService({ variables: { A: 'x' }, secrets: { A: arn, B: arn } }))).toEqual([
      {
        path: 'services.hello.secrets.A',
        found: 'a name that is also services.hello.variables.A',
        allowed: 'each name once, in variables or in secrets',
        fix: 'remove one of the two; to have one or the other by environment, give both in the overrides only',
      },
    ]);
  });

  it('is refused where an override brings the second', () => {
    const input = withService({ secrets: { A: arn }, environments: { prod: { variables: { A: 'x' } } } });
    expect(issuesOf(input)).toMatchObject([
      { path: 'services.hello.environments.prod.variables.A', found: 'a name that is also services.hello.secrets.A' },
    ]);
  });

  it('is taken when it is one in one environment and the other in another', () => {
    const environments = { dev: { variables: { A: 'x' } }, prod: { secrets: { A: arn } } };
    expect(issuesOf(withService({ environments }))).toEqual([]);
  });
});

describe('an override for an unknown environment', () => {
  it('is refused with the environment that was meant', () => {
    expect(issuesOf(withService({ environments: { prd: {} } }))).toEqual([
      {
        path: 'services.hello.environments.prd',
        found: 'an unknown environment "prd"',
        allowed: 'the environments of this config: dev and prod',
        fix: 'did you mean prod?',
      },
    ]);
  });

  it('is refused with how to add the environment when nothing is near', () => {
    expect(issuesOf(withService({ environments: { integration: {} } }))).toMatchObject([
      { fix: 'remove it, or add environments.integration: {}' },
    ]);
  });

  it('is refused with the environment that it is an abbreviation of, or that abbreviates it', () => {
    const fixes = issuesOf(withService({ environments: { production: {}, pro: {}, development: {} } }));
    expect(fixes.map(({ fix }) => fix)).toEqual(['did you mean prod?', 'did you mean prod?', 'did you mean dev?']);
  });

  it.each([{ cpu: 4096 }, { cpu: 256, memory: 30720 }, { tasks: { min: 9, max: 1 } }, { memory: 512 }])(
    'is one mistake, with any effect of %j on the service there',
    (override) => {
      expect(pathsOf(withService({ environments: { prd: override } }))).toEqual(['services.hello.environments.prd']);
    },
  );

  it('does not hide a value in it that is wrong in any environment', () => {
    expect([...pathsOf(withService({ environments: { prd: { port: 0 } } }))].sort()).toEqual([
      'services.hello.environments.prd',
      'services.hello.environments.prd.port',
    ]);
  });
});

describe('two services of one repository', () => {
  const pair = (first: object, second: object): unknown =>
    config({ services: { a: { repository: 'mono', ...first }, b: { repository: 'mono', ...second } } });

  it.each([
    ['branch', pair({}, { branch: 'next' })],
    ['dockerfile', pair({}, { dockerfile: 'b/Dockerfile' })],
    ['context', pair({ context: 'a' }, { context: 'b' })],
  ])('are taken when they differ in their %s', (_option, input) => {
    expect(issuesOf(input)).toEqual([]);
  });

  it.each([
    ['by default', pair({}, {})],
    ['in other capitals, which GitHub does not tell apart', pair({}, { repository: 'Mono', branch: 'main' })],
  ])('are refused when they build the same image: %s', (_case, input) => {
    expect(issuesOf(input)).toEqual([
      {
        path: 'services.b.repository',
        found: 'the repository, branch, dockerfile and context of services.a',
        allowed: 'one service for each image',
        fix: 'give one of the two another dockerfile or context, or remove it',
      },
    ]);
  });

  it('are not called the same while one of them is wrong', () => {
    expect(pathsOf(pair({ dockerfile: '/x' }, {}))).toEqual(['services.a.dockerfile']);
  });
});
