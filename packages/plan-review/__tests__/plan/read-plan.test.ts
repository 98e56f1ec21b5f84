import { readPlan } from 'plan-review/plan/read-plan';
import { UNKNOWN, type Sensitive } from 'plan-review/plan/value';
import { changeJson, planJson, resourceJson } from '../helpers/plan-json';

/** The only change of a plan with one resource. */
function readOne(resource: object): ReturnType<typeof readPlan>['changes'][number] {
  const [change] = readPlan(planJson({ resource_changes: [resource] })).changes;
  if (change === undefined) throw new Error('the plan changes nothing');
  return change;
}

describe('the action of a resource', () => {
  it.each([
    [['create'], { action: 'create' }],
    [['update'], { action: 'update' }],
    [['delete'], { action: 'delete' }],
    [['read'], { action: 'read' }],
    [['forget'], { action: 'forget' }],
    [['delete', 'create'], { action: 'replace', createsBeforeDestroy: false }],
    [['create', 'delete'], { action: 'replace', createsBeforeDestroy: true }],
    [['create', 'forget'], { action: 'replace', createsBeforeDestroy: true, forgetsOld: true }],
    [['forget', 'create'], { action: 'replace', createsBeforeDestroy: false, forgetsOld: true }],
  ])('%j is read as one', (actions, expected) => {
    expect(readOne(resourceJson({ change: changeJson({ actions }) }))).toMatchObject(expected);
  });

  it('is a different one where nothing happens', () => {
    const resource = resourceJson({ change: changeJson({ actions: ['no-op'] }) });
    const data = { ...resource, mode: 'data' };
    expect(readPlan(planJson({ resource_changes: [resource, data] }))).toMatchObject({
      changes: [],
      unchanged: [{ action: 'no-op', mode: 'managed' }],
    });
  });

  it('is not the deletion of a data source', () => {
    const resource = resourceJson({ mode: 'data', change: changeJson({ actions: ['delete'] }) });
    expect(readPlan(planJson({ resource_changes: [resource] }))).toMatchObject({ changes: [], counts: { destroy: 0 } });
  });

  it('of an ephemeral resource of OpenTofu is ignored', () => {
    const resource = resourceJson({ mode: 'ephemeral', change: changeJson({ actions: ['open'] }) });
    expect(readPlan(planJson({ resource_changes: [resource] })).changes).toEqual([]);
  });
});

describe('a change', () => {
  it('has the former address of a moved resource', () => {
    const moved = resourceJson({
      address: 'module.web["a"].aws_lb.this[0]',
      previous_address: 'aws_lb.old',
      change: changeJson({ actions: ['no-op'] }),
    });
    expect(readOne(moved)).toMatchObject({
      address: 'module.web["a"].aws_lb.this[0]',
      previousAddress: 'aws_lb.old',
      action: 'no-op',
    });
  });

  it.each([
    ['by an identifier', { id: 'vpc-1' }, 'vpc-1'],
    ['by its identity', { identity: { account: '1', port: 80 } }, 'account=1, port=80'],
    ['by what is not known yet', { unknown: true }, ''],
  ])('tells that a resource is imported %s', (_, importing, importId) => {
    expect(readOne(resourceJson({ change: changeJson({ actions: ['no-op'], importing }) }))).toMatchObject({
      action: 'no-op',
      importId,
    });
  });

  it('has the deposed object, the reason and the attributes that force a replacement', () => {
    const resource = resourceJson({
      deposed: '1a2b3c4d',
      action_reason: 'replace_because_cannot_update',
      change: changeJson({ actions: ['delete', 'create'], replace_paths: [['name'], ['rule', 0, 'port']] }),
    });
    expect(readOne(resource)).toMatchObject({
      deposed: '1a2b3c4d',
      actionReason: 'replace_because_cannot_update',
      replacePaths: [['name'], ['rule', 0, 'port']],
    });
  });

  it('holds what is not known yet at its place, however deep', () => {
    const change = changeJson({
      after: { name: 'a', rules: [{ port: 80 }, null], tags: { team: 'web' } },
      after_unknown: { id: true, rules: [{ id: true }, true], tags: {}, network: { subnets: [true] } },
    });
    expect(readOne(resourceJson({ change })).after).toEqual({
      name: 'a',
      id: UNKNOWN,
      rules: [{ port: 80, id: UNKNOWN }, UNKNOWN],
      tags: { team: 'web' },
      network: { subnets: UNKNOWN },
    });
  });

  it('of a resource with only unknown values has its attributes', () => {
    const change = changeJson({ after: null, after_unknown: { id: true } });
    expect(readOne(resourceJson({ change })).after).toEqual({ id: UNKNOWN });
  });
});

describe('a plan', () => {
  it('without changes has none', () => {
    const nothing = { import: 0, add: 0, change: 0, destroy: 0, replace: 0, move: 0, forget: 0 };
    expect(readPlan({ format_version: '1.2', terraform_version: '1.11.4', planned_values: {} })).toEqual({
      terraformVersion: '1.11.4',
      changes: [],
      unchanged: [],
      drift: [],
      outputs: [],
      counts: nothing,
      isErrored: false,
    });
  });

  it('counts as Terraform does: a replacement adds and destroys, a move or read counts for nothing', () => {
    const resources = [
      ['create'],
      ['update'],
      ['update'],
      ['delete'],
      ['delete', 'create'],
      ['create', 'delete'],
      ['create', 'forget'],
      ['forget'],
      ['read'],
    ].map((actions) => resourceJson({ change: changeJson({ actions }) }));
    const moved = resourceJson({ previous_address: 'aws_lb.old', change: changeJson({ actions: ['no-op'] }) });
    const imported = resourceJson({ change: changeJson({ actions: ['update'], importing: { id: 'x' } }) });
    expect(readPlan(planJson({ resource_changes: [...resources, moved, imported] })).counts).toEqual({
      import: 1,
      add: 4,
      change: 3,
      destroy: 3,
      replace: 3,
      move: 1,
      forget: 2,
    });
  });

  it('has the changes outside Terraform', () => {
    const plan = planJson({ resource_drift: [resourceJson({ change: changeJson({ actions: ['update'] }) })] });
    expect(readPlan(plan)).toMatchObject({ changes: [], drift: [{ address: 'aws_lb.main', action: 'update' }] });
  });

  it.each([
    [{ type: 'aws_lb', name: 'main' }, 'aws_lb.main'],
    [{ module_address: 'module.a', type: 'aws_lb', name: 'main', index: 0 }, 'module.a.aws_lb.main[0]'],
    [{ mode: 'data', type: 'aws_lb', name: 'main', index: 'b' }, 'data.aws_lb.main["b"]'],
  ])('makes up the address that Terraform 1.0.0 leaves out: %j', (parts, address) => {
    const drifted = resourceJson({ address: undefined, ...parts, change: changeJson({ actions: ['update'] }) });
    expect(readPlan(planJson({ resource_drift: [drifted] })).drift[0]?.address).toBe(address);
  });

  it('tells which outputs change', () => {
    const output_changes = {
      url: { actions: ['update'], before: 'a', after: 'b', after_unknown: false },
      arn: { actions: ['create'], before: null, after_unknown: true },
      same: { actions: ['no-op'], before: 'a', after: 'a', after_unknown: false },
    };
    expect(readPlan(planJson({ output_changes })).outputs).toEqual([
      { name: 'url', action: 'update', before: 'a', after: 'b' },
      { name: 'arn', action: 'create', before: null, after: UNKNOWN },
    ]);
  });

  it('tells which checks fail, each instance for itself, and that it is not whole', () => {
    const checks = [
      {
        address: { to_display: 'check.reachable' },
        status: 'fail',
        instances: [
          { address: { to_display: 'check.reachable' }, status: 'fail', problems: [{ message: 'It answers 503.' }] },
        ],
      },
      { address: { to_display: 'output.url' }, status: 'error' },
      { address: { to_display: 'aws_lb.main' }, status: 'pass', instances: [] },
    ];
    expect(readPlan(planJson({ checks, errored: true }))).toMatchObject({
      failedChecks: [
        { address: 'check.reachable', messages: ['It answers 503.'] },
        { address: 'output.url', messages: [] },
      ],
      isErrored: true,
    });
  });

  it('gives equal secrets equal stand-ins', () => {
    const change = changeJson({
      before: { password: 'one', other: 'two' },
      after: { password: 'one', other: 'three' },
      before_sensitive: { password: true, other: true },
      after_sensitive: { password: true, other: true },
    });
    const { before, after } = readOne(resourceJson({ change }));
    expect(before?.['password']).toEqual(after?.['password']);
    expect((before?.['other'] as Sensitive).fingerprint).not.toBe((after?.['other'] as Sensitive).fingerprint);
  });
});
