import { inspect } from 'node:util';
import fc from 'fast-check';
import { readPlan } from 'plan-review/plan/read-plan';
import { Sensitive, UNKNOWN } from 'plan-review/plan/value';
import { SECRET_START, arbitraryPlan } from '../helpers/arbitrary-plan';
import { changeJson, planJson, resourceJson } from '../helpers/plan-json';

/** Everything that a person or a program can see of a value. */
function everythingOf(value: unknown): string {
  return JSON.stringify(value) + inspect(value, { depth: Infinity, showHidden: true, maxStringLength: Infinity });
}

/** Reads the attributes of the only resource of a plan, which is updated to them. */
function attributesAfter(change: object, plan: object = {}): Readonly<Record<string, unknown>> {
  const resource = resourceJson({ change: changeJson({ actions: ['update'], before: {}, ...change }) });
  const [read] = readPlan(planJson({ resource_changes: [resource], ...plan })).changes;
  return read?.after ?? {};
}

const hidden: unknown = expect.any(Sensitive);

describe('what Terraform marks as sensitive', () => {
  it('is hidden at any depth, and nothing else', () => {
    const after = {
      name: 'a',
      rule: [
        { key: 'k', port: 80 },
        { key: 'l', port: 81 },
      ],
      labels: { team: 'web' },
    };
    const after_sensitive = { rule: [{}, { key: true }], labels: true };
    expect(attributesAfter({ after, after_sensitive })).toEqual({
      name: 'a',
      rule: [
        { key: 'k', port: 80 },
        { key: hidden, port: 81 },
      ],
      labels: hidden,
    });
  });

  it('is hidden attribute by attribute where a whole resource is', () => {
    expect(attributesAfter({ after: { a: 'x', b: [1] }, after_sensitive: true })).toEqual({ a: hidden, b: hidden });
  });

  it('is shown as unknown if it is also hidden', () => {
    const change = { after: {}, after_unknown: { key: true }, after_sensitive: { key: true } };
    expect(attributesAfter(change)).toEqual({ key: UNKNOWN });
  });

  it('stays null where there is nothing', () => {
    expect(attributesAfter({ after: { key: null }, after_sensitive: { key: true } })).toEqual({ key: null });
  });

  it.each([
    ['a list with the marks of an object', ['a'], { 0: true }],
    ['a list with more marks than elements', ['a'], [false, true]],
    ['an object with the marks of a list', { key: 'a' }, [true]],
    ['a text with marks in it', 'a', { key: true }],
  ])('is hidden as a whole if the marks do not fit: %s', (_, value, marks) => {
    expect(attributesAfter({ after: { value }, after_sensitive: { value: marks } })).toEqual({ value: hidden });
  });

  it('with unknown parts differs from one with the same known parts', () => {
    const change = {
      before: { tags: { a: 'x' } },
      before_sensitive: { tags: true },
      after: { tags: { a: 'x' } },
      after_sensitive: { tags: true },
      after_unknown: { tags: { b: true } },
    };
    const [read] = readPlan(planJson({ resource_changes: [resourceJson({ change: changeJson(change) })] })).changes;
    expect(read?.before?.['tags']).not.toEqual(read?.after?.['tags']);
  });
});

describe('a secret in text that Terraform does not mark', () => {
  const secret = 'p"ss <wörd> & more';

  it.each([
    ['as it is', secret],
    ['in JSON', JSON.stringify({ secret })],
    ['in JSON in JSON', JSON.stringify({ policy: JSON.stringify({ secret }) })],
    [
      "in Terraform's JSON",
      JSON.stringify({ secret }).replace(/</g, '\\u003c').replace(/>/g, '\\u003e').replace(/&/g, '\\u0026'),
    ],
    ['in an address', `https://user:${encodeURIComponent(secret)}@host`],
    ['in base64', Buffer.from(secret).toString('base64')],
  ])('is hidden %s', (_, text) => {
    const after = attributesAfter({ after: { secret, text: `a ${text} b` }, after_sensitive: { secret: true } });
    expect(after['text']).toMatch(/^a .*\(sensitive 1\).* b$/);
  });

  it('is hidden in keys of maps, in identifiers and in paths', () => {
    const change = changeJson({
      after: { key: 'abcdefgh', tags: { abcdefgh: 1 } },
      after_sensitive: { key: true },
      importing: { id: 'x/abcdefgh' },
      replace_paths: [['tags', 'abcdefgh']],
    });
    expect(readPlan(planJson({ resource_changes: [resourceJson({ change })] })).changes[0]).toMatchObject({
      after: { tags: { '(sensitive 1)': 1 } },
      importId: 'x/(sensitive 1)',
      replacePaths: [['tags', '(sensitive 1)']],
    });
  });

  it('has another number when it is replaced by another secret', () => {
    const change = changeJson({
      before: { key: 'first-key', text: 'key=first-key' },
      before_sensitive: { key: true },
      after: { key: 'second-key', text: 'key=second-key' },
      after_sensitive: { key: true },
    });
    const [read] = readPlan(planJson({ resource_changes: [resourceJson({ change })] })).changes;
    expect([read?.before?.['text'], read?.after?.['text']]).toEqual(['key=(sensitive 1)', 'key=(sensitive 2)']);
  });

  it('is hidden if another resource, which does not change, has it', () => {
    const other = resourceJson({
      address: 'aws_lb.other',
      change: changeJson({ actions: ['no-op'], after: { key: 'abcdefgh' }, after_sensitive: { key: true } }),
    });
    const resource = resourceJson({ change: changeJson({ after: { text: 'abcdefgh' } }) });
    const [read] = readPlan(planJson({ resource_changes: [resource, other] })).changes;
    expect(read?.after).toEqual({ text: '(sensitive 1)' });
  });

  it('is hidden if it is the value of a sensitive variable', () => {
    const plan = {
      variables: { key: { value: 'abcdefgh' }, name: { value: 'harmless' } },
      configuration: { root_module: { variables: { key: { sensitive: true }, name: {} } } },
    };
    expect(attributesAfter({ after: { text: 'abcdefgh harmless' } }, plan)).toEqual({ text: '(sensitive 1) harmless' });
  });

  it('is not searched if it is shorter than eight characters, since that would hide harmless words', () => {
    const change = { after: { key: 'abcdefg', text: 'abcdefg' }, after_sensitive: { key: true } };
    expect(attributesAfter(change)).toEqual({ key: hidden, text: 'abcdefg' });
  });
});

describe('the sensitive output', () => {
  it('is hidden', () => {
    const output_changes = {
      key: {
        actions: ['update'],
        before: 'first',
        after: 'second',
        after_unknown: false,
        before_sensitive: true,
        after_sensitive: true,
      },
    };
    const [output] = readPlan(planJson({ output_changes })).outputs;
    expect(output).toEqual({ name: 'key', action: 'update', before: hidden, after: hidden });
  });

  it.each(['planned_values', 'prior_state', 'configuration'])('is hidden if only %s tells that it is', (part) => {
    const outputs = { entry: { sensitive: true } };
    const parts = {
      planned_values: { outputs },
      prior_state: { values: { outputs } },
      configuration: { root_module: { outputs } },
    };
    const output_changes = { entry: { actions: ['create'], after: 'first', after_unknown: false } };
    const plan = planJson({ output_changes, [part]: parts[part as keyof typeof parts] });
    expect(readPlan(plan).outputs).toEqual([{ name: 'entry', action: 'create', before: null, after: hidden }]);
  });
});

describe('a plan of Terraform 0.12 to 0.14, which has no marks', () => {
  const read = (after: object): unknown =>
    attributesAfter({ after, before_sensitive: undefined, after_sensitive: undefined });

  it.each([
    'password',
    'master_password',
    'DB_PASSWORD',
    'clientSecret',
    'secret_string',
    'auth_token',
    'private_key_pem',
    'primary_connection_string',
    'api-key',
  ])('hides %s', (name) => {
    expect(read({ nested: [{ [name]: 'x' }] })).toEqual({ nested: [{ [name]: hidden }] });
  });

  it.each(['token_validity', 'secret_arn', 'password_policy', 'secrets_manager', 'kms_key_id', 'access_key_id'])(
    'shows %s',
    (name) => {
      expect(read({ [name]: 'x' })).toEqual({ [name]: 'x' });
    },
  );

  it('hides the texts of a list, and no switch', () => {
    expect(read({ password: ['x'], generate_secret: true })).toEqual({ password: [hidden], generate_secret: true });
  });
});

describe('any plan', () => {
  it('holds no secret in any part after it was read', () => {
    fc.assert(
      fc.property(arbitraryPlan(), (plan) => {
        expect(everythingOf(readPlan(plan))).not.toContain(SECRET_START);
      }),
    );
  });
});

describe('a secret that is not marked as sensitive', () => {
  const secret = 'correct-horse-battery';
  const token = `ghp_${'a1'.repeat(18)}`;

  it.each([
    [
      'in a container',
      { container_definitions: JSON.stringify([{ environment: [{ name: 'DB_PASSWORD', value: secret }] }]) },
    ],
    [
      'in a build',
      { environment: [{ environment_variable: [{ name: 'npmToken', value: secret, type: 'PLAINTEXT' }] }] },
    ],
    ['in a function', { environment: [{ variables: { API_KEY: secret } }] }],
    ['in an action', { configuration: { EnvironmentVariables: JSON.stringify([{ name: 'TOKEN', value: secret }]) } }],
    ['in an address', { endpoint: `postgres://shop:${secret}@db.internal/shop` }],
    ['that is known by its form', { user_data: `export GH=${token}` }],
  ])('is hidden %s', (_, attributes) => {
    const before = everythingOf(attributesAfter({ after: attributes }));
    const after = everythingOf(
      readPlan(
        planJson({
          resource_drift: [
            resourceJson({ change: changeJson({ actions: ['update'], before: attributes, after: {} }) }),
          ],
        }),
      ),
    );
    for (const text of [before, after]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(token);
      expect(text).toMatch(/\(sensitive \d+(, \d+ characters)?\)/);
    }
  });

  it.each([
    ['a variable that is none', { environment: [{ variables: { GREETING: 'Hello, world' } }] }],
    [
      'the place of one',
      {
        environment: [
          { environment_variable: [{ name: 'NPM_TOKEN', value: 'prod-npm-token', type: 'SECRETS_MANAGER' }] },
        ],
      },
    ],
  ])('is not %s', (_, attributes) => {
    expect(attributesAfter({ after: attributes })).toEqual(attributes);
  });
});

describe('a common text', () => {
  it.each(['1234567890', 'admin:Secret', 'FullAccess', '10.20.30'])(
    'is not %s: that is hidden in other values, too',
    (text) => {
      const after = { value: text, other: text.padEnd(8, '!') };
      const { other } = attributesAfter({
        after: { ...after, value: after.other },
        after_sensitive: { value: true },
      });
      expect(other).toBe('(sensitive 1)');
    },
  );

  it.each([
    ['0.0.0.0/0'],
    ['2000::/3'],
    ['arn:aws:iam::aws:policy/AdministratorAccess'],
    ['AdministratorAccess'],
    ['iam:PassRole'],
    ['ecs-tasks.amazonaws.com'],
    ['Principal'],
  ])('is shown where it is not marked, so that rules see it: %s', (text) => {
    const after = { value: text, policy: `{"a":"${text}"}`, other: text };
    expect(attributesAfter({ after, after_sensitive: { value: true } })).toEqual({ ...after, value: hidden });
  });
});
