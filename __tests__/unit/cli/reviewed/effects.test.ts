import { destroysSomething, unreviewedEffects } from '../../../../cli/reviewed/effects';
import type { Action, ResourceChange } from '../../../../review/plan/plan';

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

  it('is as reviewed if it does less: the rest is done', () => {
    expect(unreviewedEffects(plan(['create']), plan())).toEqual([]);
  });

  it('may read data whenever it likes', () => {
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

  it('is not as reviewed if it changes what no review has seen', () => {
    expect(unreviewedEffects(plan(), plan(['delete']))).toEqual([`${ADDRESS}: delete, reviewed was no change`]);
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
  ])('is known by its actions: %s is %s', (action, destroys) => {
    expect(destroysSomething(plan([action]))).toBe(destroys);
  });
});
