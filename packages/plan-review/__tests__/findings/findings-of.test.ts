import fc from 'fast-check';
import { EVERY_RULE } from 'plan-review/findings/every-rule';
import { findingsOf, RULE_FAILED } from 'plan-review/findings/findings-of';
import { TYPE_NAMES } from 'plan-review/findings/reading/type-names';
import type { ChangeRule } from 'plan-review/findings/rule';
import { SERVING } from 'plan-review/findings/rules/delivery/serving';
import { DATA_BEARING } from 'plan-review/findings/rules/loss/data-bearing';
import { EFFECTS } from 'plan-review/findings/rules/replacement/effects';
import { PROTECTIVE_RESOURCES } from 'plan-review/findings/rules/security/protective-resources';
import type { SettingsChangeRule } from 'plan-review/findings/rules/settings';
import { Sensitive, UNKNOWN, type Value } from 'plan-review/plan/value';
import { POLICY_ATTRIBUTES } from 'plan-review/iam/policy-attributes';
import { changeOf, planOf } from '../helpers/review-change';

const settings = EVERY_RULE.flatMap((rule) => ('settings' in rule ? (rule as SettingsChangeRule).settings : []));
const types = [
  ...new Set(
    [TYPE_NAMES, DATA_BEARING, EFFECTS, SERVING, PROTECTIVE_RESOURCES, POLICY_ATTRIBUTES].flatMap(Object.keys),
  ),
  ...settings.flatMap((setting) => setting.types),
];

/** Attributes that rules look at, so that arbitrary values reach them. */
const attributes = [...new Set(settings.flatMap(({ path }) => path.split('.')))].concat(
  'policy',
  'container_definitions',
  'name',
);

const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Value>(
      null,
      true,
      false,
      0,
      7,
      '',
      '{',
      '[null]',
      '{"Statement":[null]}',
      '{"rules":[{"selection":null}]}',
      '0.0.0.0/0',
      'NONE',
      '*',
      UNKNOWN,
      new Sensitive('§'),
    ),
    fc.string(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...attributes), tie('value'), { maxKeys: 4 }),
  ),
})).value;

const side = fc.option(fc.dictionary(fc.constantFrom(...attributes), value, { maxKeys: 8 }));

const change = fc
  .record({
    type: fc.constantFrom(...types),
    before: side,
    after: side,
    action: fc.constantFrom('create', 'update', 'replace', 'delete', 'forget', 'no-op'),
  })
  .map(({ type, before, after, action }) =>
    changeOf(type, before, after, { action: action as 'create', replacePaths: [['name'], []] }),
  );

describe('the findings of a plan', () => {
  it('no rule fails for any change, and every title is one line', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3 }), fc.array(change, { maxLength: 2 }), (changes, drift) => {
        for (const { rule, title } of findingsOf('a', { ...planOf(...changes), drift })) {
          expect(rule).not.toBe(RULE_FAILED);
          expect(title).toMatch(/^\S.*\S$/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a rule that fails is a finding that says where it failed, without values of the plan', () => {
    const broken = {
      ...(EVERY_RULE[0] as ChangeRule),
      id: 'broken',
      check: () => {
        throw new Error('hunter2');
      },
    };
    const [finding] = findingsOf('dev-web', planOf(changeOf('aws_lb', {}, {})), [broken]);
    expect(finding).toMatchObject({
      rule: RULE_FAILED,
      severity: 'attention',
      address: 'aws_lb.this',
      stack: 'dev-web',
    });
    expect(JSON.stringify(finding)).not.toContain('hunter2');
    expect(finding?.detail).toMatch(/\(Error in findings-of\.test\.ts:\d+\)/);
  });

  it('begin with lost data, then opened access, then interruptions', () => {
    const plan = planOf(
      changeOf('aws_ecs_service', { name: 'a', desired_count: 1 }, { name: 'a', desired_count: 0 }),
      changeOf('aws_lb', { internal: true }, { internal: false }),
      changeOf('aws_lb_listener_rule', { priority: 1 }, { priority: 2 }),
      changeOf('aws_s3_bucket', { bucket: 'a' }, null),
    );
    expect(findingsOf('a', plan).map(({ category }) => category)).toEqual([
      'data-loss',
      'security',
      'downtime',
      'downtime',
    ]);
  });

  it('are none for a changed tag, a created resource and a data source', () => {
    const plan = planOf(
      changeOf('aws_lb', { tags: { a: '1' } }, { tags: { a: '2' } }),
      changeOf('aws_sqs_queue', null, { name: 'jobs' }),
      changeOf('aws_s3_bucket', { bucket: 'a' }, null, { mode: 'data' }),
    );
    expect(findingsOf('a', plan)).toEqual([]);
  });
});
