import { effectsOf } from '../../../../cli/review/record/plan-effects';
import { sealer } from '../../../../cli/review/record/seal-effects';
import type { StackRecord } from '../../../../cli/review/record/record';
import { comparePlans, type PlanComparison } from '../../../../cli/reviewed/compare';
import { testKey } from '../../../helpers/mac-key';
import { planJson, type PlannedResource } from '../../../helpers/plan-json';

type Outputs = Parameters<typeof planJson>[1];

interface PlanParts {
  readonly resources?: readonly PlannedResource[];
  readonly outputs?: Outputs;
  readonly madeUp?: readonly string[];
}

const NONCE = 'nonce';

async function record({
  resources = [],
  outputs,
  madeUp,
}: PlanParts): Promise<Pick<StackRecord, 'changes' | 'outputs'>> {
  const effects = effectsOf(planJson(resources, outputs), madeUp);
  const seal = sealer(testKey(), NONCE);
  return { changes: await seal.effects(effects.changes), outputs: await seal.effects(effects.outputs) };
}

/** What a new plan does in comparison with a reviewed one. */
async function compare(reviewed: PlanParts, planned: PlanParts): Promise<PlanComparison> {
  const effects = effectsOf(planJson(planned.resources ?? [], planned.outputs));
  return comparePlans(await record(reviewed), effects, { key: testKey(), nonce: NONCE });
}

async function unreviewed(reviewed: PlannedResource, planned: PlannedResource): Promise<readonly string[]> {
  const compared = await compare({ resources: [reviewed] }, { resources: [planned] });
  expect(compared.since).toEqual([]);
  return compared.unreviewed;
}

const update = (before: object, after: object, more: Partial<PlannedResource> = {}): PlannedResource => ({
  actions: ['update'],
  before,
  after,
  ...more,
});
const create = (after: object, more: Partial<PlannedResource> = {}): PlannedResource => ({
  actions: ['create'],
  after,
  ...more,
});
const replace = (before: object, after: object, more: Partial<PlannedResource> = {}): PlannedResource => ({
  actions: ['delete', 'create'],
  before,
  after,
  ...more,
});

describe('the actions of a new plan', () => {
  const before = { name: 'web' };
  const after = { name: 'app' };
  const deposedObject = { actions: ['delete'], before, deposed: '0a1b2c3d' };

  it.each<[string, PlannedResource, PlannedResource]>([
    ['are the same', update(before, after), update(before, after)],
    ['make what an interrupted replacement has destroyed', replace(before, after), create(after)],
    ['destroy what an interrupted replacement has left over', replace(before, after), deposedObject],
    [
      'make anew what was made by halves',
      create(after, { unknown: { id: true } }),
      replace({ ...after, id: '1' }, after, { unknown: { id: true }, reason: 'replace_because_tainted' }),
    ],
  ])('are as reviewed if they %s', async (_, reviewed, planned) => {
    expect(await unreviewed(reviewed, planned)).toEqual([]);
  });

  it('are as reviewed if they are fewer: the others are applied already', async () => {
    expect(await compare({ resources: [create(after)] }, {})).toEqual({ unreviewed: [], since: [] });
  });

  it('may read data sources at another time', async () => {
    expect(await compare({}, { resources: [{ actions: ['read'], after }] })).toEqual({ unreviewed: [], since: [] });
  });

  it.each<[string, PlannedResource, PlannedResource]>([
    ['replace, reviewed was update', update(before, after), replace(before, after)],
    ['delete, reviewed was update', update(before, after), { actions: ['delete'], before }],
    ['update, reviewed was create', create(after), update(before, after)],
    ['replace, reviewed was create', create(after), replace(before, after)],
    ['delete, reviewed was replace', replace(before, after), { actions: ['delete'], before }],
    ['create, reviewed was delete', { actions: ['delete'], before }, create(after)],
    ['delete, reviewed was delete', deposedObject, { actions: ['delete'], before }],
  ])('are not as reviewed: %s', async (words, reviewed, planned) => {
    const [action = '', was = ''] = words.split(', reviewed was ');
    const expected =
      reviewed === deposedObject
        ? `aws_lb.web: delete, reviewed was no change`
        : `aws_lb.web: ${action}, reviewed was ${was}`;
    expect(await unreviewed(reviewed, planned)).toEqual([expected]);
  });

  it('are as reviewed if the object changes and a deposed object of it is destroyed', async () => {
    const both = [update(before, after), deposedObject];
    expect(await compare({ resources: both }, { resources: both })).toEqual({ unreviewed: [], since: [] });
  });

  it('are not as reviewed if they are about another resource', async () => {
    expect(await compare({}, { resources: [{ actions: ['delete'], before }] })).toEqual({
      unreviewed: ['aws_lb.web: delete, reviewed was no change'],
      since: [],
    });
  });
});

describe('the object that a new plan acts on', () => {
  const web = { id: 'web-1', name: 'web', port: 80 };
  const other = { ...web, id: 'db-1' };
  const remove = (before: object, more: Partial<PlannedResource> = {}): PlannedResource => ({
    actions: ['delete'],
    before,
    ...more,
  });
  const to = (before: object): object => ({ ...before, port: 81 });
  const newId = { unknown: { id: true } };

  it.each<[string, PlannedResource, PlannedResource]>([
    ['delete', remove(web), remove(other)],
    ['forget', { ...remove(web), actions: ['forget'] }, { ...remove(other), actions: ['forget'] }],
    ['update', update(web, to(web)), update(other, to(other))],
    ['replace', replace(web, { name: 'web', port: 81 }, newId), replace(other, { name: 'web', port: 81 }, newId)],
    ['delete', replace(web, { name: 'web', port: 81 }, newId), remove(other, { deposed: '0a1b2c3d' })],
  ])('is not the reviewed one if it has another id: %s', async (action, reviewed, planned) => {
    expect(await unreviewed(reviewed, reviewed)).toEqual([]);
    const key = planned.deposed === undefined ? 'aws_lb.web' : 'aws_lb.web (deposed object 0a1b2c3d)';
    expect(await unreviewed(reviewed, planned)).toEqual([`${key}: ${action} of another object than was reviewed: id`]);
  });

  it.each([
    ['arn', { name: 'web', arn: 'arn:aws:x:1' }, { name: 'web', arn: 'arn:aws:x:2' }],
    ['rest_api_id', { id: '1', rest_api_id: 'a' }, { id: '1', rest_api_id: 'b' }],
    ['name', { id: '1', name: 'a' }, { id: '1', name: 'b' }],
    ['id', { id: '1' }, { name: 'b' }],
  ])('is not the reviewed one if it is destroyed and has another %s', async (part, then, now) => {
    expect(await unreviewed(remove(then), remove(now))).toEqual([
      expect.stringMatching(new RegExp(`^aws_lb\\.web: delete of another object than was reviewed: .*${part}`)),
    ]);
  });

  it('is not the reviewed one if it is a deposed one in place of the current, with the same id', async () => {
    expect(await unreviewed(remove(web), remove(web, { deposed: '0a1b2c3d' }))).toEqual([
      'aws_lb.web (deposed object 0a1b2c3d): delete, reviewed was no change',
    ]);
    const [one, another] = ['0a1b2c3d', '4e5f6a7b'].map((deposed) => remove(web, { deposed }));
    expect(await unreviewed(one ?? remove(web), another ?? remove(web))).toEqual([
      'aws_lb.web (deposed object 4e5f6a7b): delete, reviewed was no change',
    ]);
  });

  it('is not the reviewed one if it comes from another address', async () => {
    const from = (previousAddress?: string): PlannedResource =>
      update(web, to(web), previousAddress === undefined ? {} : { previousAddress });
    const sentence = 'aws_lb.web: update of another object than was reviewed: address before the move';
    expect(await unreviewed(from('aws_lb.old'), from('aws_lb.db'))).toEqual([sentence]);
    expect(await unreviewed(from(), from('aws_lb.db'))).toEqual([sentence]);
    expect(await unreviewed(from('aws_lb.old'), from('aws_lb.old'))).toEqual([]);
    expect(await unreviewed(from('aws_lb.old'), from())).toEqual([]);
  });

  it('is not the reviewed one if it is imported by another identifier, and the message holds neither', async () => {
    const by = (id?: string): PlannedResource => update(web, to(web), id === undefined ? {} : { importing: { id } });
    const sentence = 'aws_lb.web: update of another object than was reviewed: identifier of the import';
    expect(await unreviewed(by('web-1'), by('db-1'))).toEqual([sentence]);
    expect(await unreviewed(by(), by('db-1'))).toEqual([sentence]);
    expect(await unreviewed(by('web-1'), by())).toEqual([]);
  });

  it('is not the reviewed one if a move or an import takes it over as it is', async () => {
    const kept = (more: Partial<PlannedResource>): PlannedResource => ({
      actions: ['no-op'],
      before: web,
      after: web,
      ...more,
    });
    const moved = kept({ previousAddress: 'aws_lb.db' });
    expect((await compare({}, { resources: [moved] })).unreviewed).toEqual([
      'aws_lb.web: move, reviewed was no change',
    ]);
    const imported = kept({ importing: { id: 'db-1' } });
    expect((await compare({}, { resources: [imported] })).unreviewed).toEqual([
      'aws_lb.web: import, reviewed was no change',
    ]);
    expect(await unreviewed(create(web), moved)).toEqual([
      expect.stringMatching('^aws_lb.web: move of another object than was reviewed: .*address before the move'),
    ]);
    expect(await unreviewed(moved, moved)).toEqual([]);
    expect(await unreviewed(imported, imported)).toEqual([]);
  });

  it('is the reviewed one after a release has registered another revision', async () => {
    const task = (revision: number): PlannedResource => ({
      ...remove({ id: 'web', family: 'web', arn: `arn:aws:ecs:x:task-definition/web:${revision}`, revision }),
      type: 'aws_ecs_task_definition',
    });
    expect(await unreviewed(task(5), task(6))).toEqual([]);
  });

  it('is as reviewed if an interrupted apply has made it by halves, and not if it only says so', async () => {
    const tainted = (name: string): PlannedResource =>
      replace({ id: 'x', name }, { name: 'web' }, { ...newId, reason: 'replace_because_tainted' });
    for (const reviewed of [
      create({ name: 'web' }, newId),
      replace({ id: 'old', name: 'web' }, { name: 'web' }, newId),
    ]) {
      const then = { resources: [reviewed] };
      expect((await compare(then, { resources: [tainted('web')] })).unreviewed).toEqual([]);
      expect((await compare(then, { resources: [tainted('db')] })).unreviewed).toEqual([
        'aws_lb.web: replace of another object than was reviewed: name',
      ]);
    }
  });
});

describe('the values of a new plan', () => {
  const reviewed = update({ idle_timeout: 60, name: 'web' }, { idle_timeout: 90, name: 'web' });

  it('are as reviewed if they are the same', async () => {
    expect(await unreviewed(reviewed, reviewed)).toEqual([]);
  });

  it('are not as reviewed if one of them is another, as in a state that was forged', async () => {
    const uri = { uri: 'http://internal-web.elb.amazonaws.com/{proxy}' };
    const evil = { uri: 'http://evil.attacker.example/{proxy}' };
    expect(await unreviewed(create(uri), create(evil))).toEqual(['aws_lb.web: another value than was reviewed: uri']);
    expect(await unreviewed(update({ uri: 'http://old' }, uri), update({ uri: 'http://old' }, evil))).toEqual([
      'aws_lb.web: another value than was reviewed: uri',
    ]);
  });

  it.each([
    ['one that the review did not see', create({ name: 'web' }), create({ name: 'web', internal: true })],
    ['one less in what is made', create({ name: 'web', internal: true }), create({ name: 'web' })],
    [
      'one less in what was made by halves',
      create({ name: 'web', internal: true }),
      replace({ name: 'web' }, { name: 'web' }, { reason: 'replace_because_tainted' }),
    ],
  ])('are not as reviewed if there is %s', async (_, then, now) => {
    expect(await unreviewed(then, now)).toEqual([expect.stringMatching(/^aws_lb\.web: .*: internal$/)]);
  });

  it('are not as reviewed if a list is longer', async () => {
    const open = (...blocks: string[]): PlannedResource => create({ ingress: [{ cidr_blocks: blocks }] });
    expect(await unreviewed(open('10.0.0.0/8'), open('10.0.0.0/8', '0.0.0.0/0'))).toEqual([
      'aws_lb.web: would change what the review left as it is: ingress[0].cidr_blocks[1]',
    ]);
  });

  it('are not as reviewed if one changes that the review left as it is', async () => {
    const planned = update({ idle_timeout: 60, name: 'app' }, { idle_timeout: 90, name: 'web' });
    expect(await unreviewed(reviewed, planned)).toEqual([
      'aws_lb.web: would change what the review left as it is: name',
    ]);
  });

  it('are not as reviewed if one is not known any more', async () => {
    const planned = update({ idle_timeout: 60 }, {}, { unknown: { idle_timeout: true } });
    expect(await unreviewed(reviewed, planned)).toEqual(['aws_lb.web: another value than was reviewed: idle_timeout']);
  });

  it('may be any where the review did not know them, also in parts', async () => {
    const unknown = create({ name: 'web' }, { unknown: { id: true, subnets: true } });
    const known = create({ name: 'web', id: 'web-1', subnets: ['a', 'b', 'c'] });
    expect(await unreviewed(unknown, known)).toEqual([]);
  });

  it('may be any where the review made them up for what another stack publishes', async () => {
    const madeUp = ['placeholder-subnets-0', 'placeholder-subnets-1', 'placeholder.invalid'];
    const policy = (host: string, port: number): string => JSON.stringify([{ host: `http://${host}/`, port }]);
    const then = create({ subnets: madeUp.slice(0, 2), policy: policy('placeholder.invalid', 80) });
    const now = (port: number): PlannedResource => create({ subnets: ['a', 'b', 'c'], policy: policy('web', port) });
    const compared = async (port: number): Promise<PlanComparison> =>
      compare({ resources: [then], madeUp }, { resources: [now(port)] });
    expect(await compared(80)).toEqual({ unreviewed: [], since: [] });
    expect((await compared(22)).unreviewed).toEqual(['aws_lb.web: another value than was reviewed: policy[0].port']);
  });

  it.each([update, replace])('are not as reviewed if they revert a later change', async (action) => {
    const late = action({ idle_timeout: 120, name: 'web' }, { idle_timeout: 90, name: 'web' });
    expect(
      await unreviewed(action({ idle_timeout: 60, name: 'web' }, { idle_timeout: 90, name: 'web' }), late),
    ).toEqual(['aws_lb.web: would revert what was changed after the review: idle_timeout']);
  });

  it('are as reviewed if a part of them is applied already', async () => {
    const both = update({ idle_timeout: 60, name: 'web' }, { idle_timeout: 90, name: 'app' });
    expect(
      await unreviewed(both, update({ idle_timeout: 90, name: 'web' }, { idle_timeout: 90, name: 'app' })),
    ).toEqual([]);
  });
});

describe('what a release has changed since the review', () => {
  const definition = (image: string, cpu: number): object => ({
    cpu: String(cpu),
    container_definitions: JSON.stringify([{ name: 'web', image }]),
  });
  const unknown = { unknown: { revision: true, arn: true }, type: 'aws_ecs_task_definition' };
  const task = (image: string, revision: number): PlannedResource =>
    replace({ ...definition(image, 256), revision }, definition(image, 512), unknown);
  const service = (revision: number): PlannedResource =>
    update({ task_definition: `web:${revision}` }, {}, { unknown: { task_definition: true }, type: 'aws_ecs_service' });

  it('is told, and is no reason to stop', async () => {
    const compared = await compare(
      { resources: [task('web:1', 5), service(5)] },
      { resources: [task('web:2', 6), service(6)] },
    );
    expect(compared).toEqual({
      unreviewed: [],
      since: [
        'aws_ecs_task_definition.web: changed since the review: container_definitions[0].image, revision',
        'aws_ecs_service.web: changed since the review: task_definition',
      ],
    });
  });

  it('is never undone: during a release, the plan would bring the old image again', async () => {
    const during = replace({ ...definition('web:2', 256), revision: 6 }, definition('web:1', 512), unknown);
    const { unreviewed: stopped } = await compare({ resources: [task('web:1', 5)] }, { resources: [during] });
    expect(stopped).toEqual([
      'aws_ecs_task_definition.web: would revert what was changed after the review: container_definitions[0].image',
    ]);
  });

  it('hides no other difference in the same document', async () => {
    const other = replace(
      { ...definition('web:2', 256), revision: 6 },
      { cpu: '512', container_definitions: JSON.stringify([{ name: 'web', image: 'web:2', command: ['sh'] }]) },
      unknown,
    );
    const { unreviewed: stopped } = await compare({ resources: [task('web:1', 5)] }, { resources: [other] });
    expect(stopped).toEqual([
      'aws_ecs_task_definition.web: would change what the review left as it is: container_definitions[0].command[0]',
    ]);
  });
});

describe('secrets in a new plan', () => {
  const webhook = (secret: string): PlannedResource =>
    create({ configuration: [{ url: 'https://x', secret }] }, { sensitive: { configuration: [{ secret: true }] } });

  it('are as reviewed if they are the same', async () => {
    expect(await unreviewed(webhook('hunter2hunter2'), webhook('hunter2hunter2'))).toEqual([]);
  });

  it('are not as reviewed if only one of them is another, and the message holds neither', async () => {
    const [sentence = '', ...others] = await unreviewed(webhook('hunter2hunter2'), webhook('evil-evil-evil'));
    expect(others).toEqual([]);
    expect(sentence).toBe('aws_lb.web: another value than was reviewed: configuration[0].secret');
  });

  it('are compared also where no mark says that they are secrets', async () => {
    const task = (value: string): PlannedResource =>
      create({ container_definitions: JSON.stringify([{ environment: [{ name: 'DB_PASSWORD', value }] }]) });
    expect(await unreviewed(task('hunter2hunter2'), task('hunter2hunter3'))).toEqual([
      'aws_lb.web: another value than was reviewed: container_definitions[0].environment[0].value',
    ]);
  });

  it('are told if a later deployment changed them, and are not reverted', async () => {
    const change = (from: string, to: string): PlannedResource =>
      update({ password: from }, { password: to }, { sensitive: { password: true } });
    expect(await unreviewed(change('first-first', 'second-second'), change('third-third', 'second-second'))).toEqual([
      'aws_lb.web: would revert what was changed after the review: password',
    ]);
  });
});

describe('the outputs of a new plan', () => {
  it('are as reviewed if they are the same, or were not known', async () => {
    const reviewed = { outputs: { name: [undefined, 'web'], arn: [undefined, undefined] } } as const;
    const planned = { outputs: { name: [undefined, 'web'], arn: [undefined, 'arn:aws:x'] } } as const;
    expect(await compare(reviewed, planned)).toEqual({ unreviewed: [], since: [] });
  });

  it('are not as reviewed if one of them is another, since other stacks read them', async () => {
    const output = (host: string): PlanParts => ({ outputs: { load_balancer_dns_name: [undefined, host] } });
    expect(await compare(output('web.elb.amazonaws.com'), output('evil.attacker.example'))).toEqual({
      unreviewed: ['output.load_balancer_dns_name: another value than was reviewed: value'],
      since: [],
    });
    expect((await compare({}, output('evil.attacker.example'))).unreviewed).toEqual([
      'output.load_balancer_dns_name: create, reviewed was no change',
    ]);
  });
});

describe('the record of a plan', () => {
  it('holds no secret, and no value that a review does not show', async () => {
    const secrets = ['hunter2hunter2', 'correct horse battery', 'sk-proj-0123456789abcdefABCDEF'];
    const [marked, variable, token] = secrets;
    const written = JSON.stringify(
      await record({
        resources: [
          create({ password: marked, note: `psql://user:${marked}@db` }, { sensitive: { password: true } }),
          create({
            container_definitions: JSON.stringify([{ environment: [{ name: 'GREETING', value: variable }] }]),
            tags: { [token ?? '']: token },
          }),
        ],
      }),
    );
    for (const secret of secrets) {
      expect(written).not.toContain(secret);
      expect(written).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
  });

  it('asks the key once for the same secret, and not for what is shown', async () => {
    const key = testKey();
    const secret = create({ password: 'hunter2hunter2', port: 80 }, { sensitive: { password: true } });
    const other = { ...secret, address: 'aws_lb.other' };
    await sealer(key, NONCE).effects(effectsOf(planJson([secret, other])).changes);
    expect(key.calls.generate).toBe(1);
  });

  it('has other codes for the same secrets in another record', async () => {
    const { changes } = effectsOf(
      planJson([create({ password: 'hunter2hunter2' }, { sensitive: { password: true } })]),
    );
    const one = await sealer(testKey(), 'one').effects(changes);
    const other = await sealer(testKey(), 'other').effects(changes);
    expect(one).not.toEqual(other);
  });
});
