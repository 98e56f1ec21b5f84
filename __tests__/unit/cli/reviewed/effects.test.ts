import { destroysSomething, unreviewedEffects } from '../../../../cli/reviewed/effects';
import type { Action, ResourceChange } from 'plan-review/plan/plan';
import { Sensitive, UNKNOWN, type ValueObject } from 'plan-review/plan/value';

const ADDRESS = 'aws_lb.web';

function plan(...actions: readonly (readonly [Action, Partial<ResourceChange>?])[]): { changes: ResourceChange[] } {
  return {
    changes: actions.map(([action, more]) => ({
      address: ADDRESS,
      mode: 'managed',
      type: 'aws_lb',
      name: 'web',
      provider: 'registry.terraform.io/hashicorp/aws',
      action,
      replacePaths: [],
      before: null,
      after: null,
      ...more,
    })),
  };
}

describe('a plan that was made anew', () => {
  it.each<[string, Action, readonly [Action, Partial<ResourceChange>?]]>([
    ['does the same', 'update', ['update']],
    ['makes what an interrupted replacement has destroyed', 'replace', ['create']],
    ['destroys what an interrupted replacement has left over', 'replace', ['delete', { deposed: '0a1b2c3d' }]],
    ['makes anew what was made by halves', 'create', ['replace', { actionReason: 'replace_because_tainted' }]],
  ])('is as reviewed if it %s', (_, reviewed, planned) => {
    expect(unreviewedEffects(plan([reviewed]), plan(planned))).toEqual([]);
  });

  it('is as reviewed if it makes fewer changes: the others are applied already', () => {
    expect(unreviewedEffects(plan(['create']), plan())).toEqual([]);
  });

  it('may read data sources at another time', () => {
    expect(unreviewedEffects(plan(), plan(['read', { mode: 'data' }]))).toEqual([]);
  });

  it.each<[Action, readonly [Action, Partial<ResourceChange>?]]>([
    ['update', ['replace']],
    ['update', ['delete']],
    ['create', ['update']],
    ['create', ['replace']],
    ['replace', ['delete']],
    ['delete', ['create']],
  ])('is not as reviewed if %s was and it does %j', (reviewed, planned) => {
    expect(unreviewedEffects(plan([reviewed]), plan(planned))).toEqual([
      `${ADDRESS}: ${planned[0]}, reviewed was ${reviewed}`,
    ]);
  });

  it('is not as reviewed if it destroys the object where the review saw a deposed object of it destroyed', () => {
    const deposed = plan(['delete', { deposed: '0a1b2c3d' }]);
    expect(unreviewedEffects(deposed, deposed)).toEqual([]);
    expect(unreviewedEffects(deposed, plan(['delete']))).toEqual([`${ADDRESS}: delete, reviewed was no change`]);
  });

  it('is as reviewed if the object changes and a deposed object of it is destroyed', () => {
    const both = plan(['update'], ['delete', { deposed: '0a1b2c3d' }]);
    expect(unreviewedEffects(both, both)).toEqual([]);
  });

  it('is not as reviewed if it changes another resource', () => {
    expect(unreviewedEffects(plan(), plan(['delete']))).toEqual([`${ADDRESS}: delete, reviewed was no change`]);
  });
});

describe('a plan that was made anew for something that has changed since the review', () => {
  const update = (before: ValueObject, after: ValueObject, action: Action = 'update'): ReturnType<typeof plan> =>
    plan([action, { before, after }]);
  const reviewed = update({ idle_timeout: 60, name: 'web' }, { idle_timeout: 90, name: 'web' });

  it.each<Action>(['update', 'replace'])('is not as reviewed if it reverts a later change, by %s', (action) => {
    const before = { idle_timeout: 60, name: 'web' };
    const late = update({ idle_timeout: 120, name: 'web' }, { idle_timeout: 90, name: 'web' }, action);
    expect(unreviewedEffects(update(before, { idle_timeout: 90, name: 'web' }, action), late)).toEqual([
      `${ADDRESS}: ${action} would revert idle_timeout, which was changed after the review`,
    ]);
  });

  it('is as reviewed if it changes what it did', () => {
    expect(unreviewedEffects(reviewed, reviewed)).toEqual([]);
  });

  it('is as reviewed if what has changed stays, or is not known yet', () => {
    const late = update(
      { arn: 'web:2', idle_timeout: 60, name: 'app' },
      { arn: UNKNOWN, idle_timeout: 90, name: 'app' },
    );
    expect(unreviewedEffects(reviewed, late)).toEqual([]);
  });

  it('is as reviewed if a pipeline has delivered another image meanwhile', () => {
    const [old, current] = [1, 2].map((image) => ({ container_definitions: `[{"image":"web:${image}"}]` }));
    const debug = { container_definitions: '[{"image":"web:2","environment":[]}]' };
    expect(unreviewedEffects(update(old ?? {}, debug, 'replace'), update(current ?? {}, debug, 'replace'))).toEqual([]);
  });

  it('does not compare secrets of two plans, of which nothing is known', () => {
    const secret = (number: number): ValueObject => ({ password: new Sensitive(String(number)) });
    expect(unreviewedEffects(update(secret(1), secret(2)), update(secret(3), secret(4)))).toEqual([]);
  });
});

describe('a plan that destroys', () => {
  it.each<[Action, boolean]>([
    ['delete', true],
    ['replace', true],
    ['forget', true],
    ['create', false],
    ['update', false],
    ['read', false],
  ])('is recognized by its actions: %s is %s', (action, destroys) => {
    expect(destroysSomething(plan([action]))).toBe(destroys);
  });
});
