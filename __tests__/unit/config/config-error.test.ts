import { ConfigError, formatIssues } from '../../../config/config-error';
import { describe as describeValue, formatPath, list, quote } from '../../../config/issue';
import { nearest } from '../../../config/did-you-mean';

const issue = { path: 'services.hello.port', found: '0', allowed: 'a whole number', fix: 'change it' };

describe('the report of mistakes', () => {
  it('says of each where it is, what was found, what is allowed and the fix', () => {
    expect(formatIssues([issue, { ...issue, path: 'name' }], 'platform.config.ts')).toBe(
      [
        'platform.config.ts has 2 mistakes:',
        '',
        'services.hello.port',
        '  found    0',
        '  allowed  a whole number',
        '  fix      change it',
        '',
        'name',
        '  found    0',
        '  allowed  a whole number',
        '  fix      change it',
      ].join('\n'),
    );
  });

  it('counts a single mistake in words', () => {
    expect(formatIssues([issue], 'x.json')).toMatch(/^x\.json has a mistake:\n/);
  });

  it('wraps long texts at 96 columns, below their beginning', () => {
    const lines = formatIssues([{ ...issue, allowed: 'word '.repeat(60).trim() }], 'x').split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(96);
    expect(lines.filter((line) => line.startsWith('           word'))).toHaveLength(3);
  });

  it('is the message of the error, without a stack', () => {
    const error = new ConfigError([issue], 'x.json');
    expect(error.message).toBe(formatIssues([issue], 'x.json'));
    expect(error.message).not.toMatch(/\bat .*:\d+:\d+/);
    expect(error).toMatchObject({ name: 'ConfigError', issues: [issue], source: 'x.json' });
  });
});

describe('a config path', () => {
  it.each([
    [[], '(the whole config)'],
    [['services', 'my-service', 'tasks', 'min'], 'services.my-service.tasks.min'],
    [['users', 'callbackUrls', 0], 'users.callbackUrls[0]'],
    [['tags', 'cost centre', 'x'], 'tags["cost centre"].x'],
    [['a.b'], '["a.b"]'],
    [[''], '[""]'],
    [['$schema'], '$schema'],
  ])('is read as people write it: %j', (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});

describe('a value in a message', () => {
  it.each([
    [undefined, 'nothing'],
    [null, 'null'],
    [0, '0'],
    [Number.NaN, 'NaN'],
    [false, 'false'],
    ['', '""'],
    ['a"b', '"a\\"b"'],
    [[], 'an empty list'],
    [[1, 2], 'a list of 2'],
    [{ a: 1 }, 'an object'],
    [Symbol('x'), 'a symbol'],
  ])('is short and tells types apart: %p', (value, text) => {
    expect(describeValue(value)).toBe(text);
  });

  it('is cut when it is long, and cannot steer a terminal', () => {
    expect(quote('x'.repeat(61))).toBe(`"${'x'.repeat(59)}…"`);
    expect(quote('x'.repeat(60))).toBe(`"${'x'.repeat(60)}"`);
    expect(quote('\u001b[31m\u009b\u2028\n')).toBe('"\\u001b[31m\\u009b\\u2028\\n"');
  });

  it('is joined to a list as people speak', () => {
    expect([list([]), list(['a']), list(['a', 'b']), list([1, 2, 3]), list(['a', 'b', 'c'], 'and')]).toEqual([
      '',
      'a',
      'a or b',
      '1, 2 or 3',
      'a, b and c',
    ]);
  });
});

describe('a guess at what was meant', () => {
  const options = ['healthCheck', 'cpu', 'memory', 'environments'];

  it.each([
    ['healthcheck', 'healthCheck'],
    ['helthChek', 'healthCheck'],
    ['enviroments', 'environments'],
    ['cpus', 'cpu'],
    ['CPU', 'cpu'],
    ['health_check', 'healthCheck'],
    ['HEALTH-CHECK', 'healthCheck'],
    ['mem', 'memory'],
    ['env', 'environments'],
    ['cpuUnits', 'cpu'],
    ['memoryReservation', 'memory'],
    ['me', undefined],
    ['x', undefined],
    ['', undefined],
  ])('of %s is %s', (name, meant) => {
    expect(nearest(name, options)).toBe(meant);
  });

  it('is none of several that a name abbreviates', () => {
    expect(nearest('dev', ['dev-network', 'dev-cluster'])).toBeUndefined();
  });

  it('is none when there is nothing to choose from', () => {
    expect(nearest('cpu', [])).toBeUndefined();
  });
});
