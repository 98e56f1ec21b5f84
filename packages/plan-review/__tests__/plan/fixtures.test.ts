import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { Plan, ResourceChange } from 'plan-review/plan/plan';
import { readPlan } from 'plan-review/plan/read-plan';
import { Sensitive, UNKNOWN } from 'plan-review/plan/value';
import { spokenChanges, spokenCounts } from '../helpers/terraform-text';

const root = join(__dirname, '../fixtures/plans/plans');

/** E.g. `terraform-1.11.4/everything`. */
const plans = readdirSync(root).flatMap((program) =>
  readdirSync(join(root, program))
    .filter((file) => file.endsWith('.json'))
    .map((file) => `${program}/${file.replace('.json', '')}`),
);
const programs = readdirSync(root);

function planOf(name: string): Plan {
  return readPlan(JSON.parse(readFileSync(join(root, `${name}.json`), 'utf8')));
}

function changeOf(name: string, address: string): ResourceChange | undefined {
  return planOf(name).changes.find((change) => change.address === address);
}

describe.each(plans)('the plan %s', (name) => {
  const text = readFileSync(join(root, `${name}.txt`), 'utf8');
  const { changes, counts } = planOf(name);

  it('has the counts that its program prints', () => {
    const spoken = spokenCounts(text);
    expect(counts).toMatchObject(name.startsWith('tofu') ? spoken : { ...spoken, forget: counts.forget });
  });

  it('has the changes that its program prints, and no others', () => {
    // Terraform does not show what it forgets among the actions.
    const shown = name.startsWith('tofu') ? changes : changes.filter(({ action }) => action !== 'forget');
    const read = shown.map(({ address, deposed, action }) => [address, deposed, action].filter(Boolean).join(' '));
    expect(read.sort()).toEqual(spokenChanges(text));
  });

  it('holds no secret', () => {
    expect(inspect(planOf(name), { depth: Infinity })).not.toContain('horse-battery');
  });
});

it('the plans are of Terraform 0.12 to 1.11, and of OpenTofu', () => {
  expect(programs.map((name) => name.replace(/\.\d+$/, ''))).toEqual(
    expect.arrayContaining(['terraform-0.12', 'terraform-0.15', 'terraform-1.0', 'terraform-1.5', 'tofu-1.8']),
  );
});

describe.each(programs)('a plan of %s', (program) => {
  const everything = `${program}/everything`;

  it('has the version', () => {
    expect(planOf(everything).terraformVersion).toBe(program.split('-')[1]);
  });

  it('has the order in which a resource is replaced', () => {
    expect(changeOf(everything, 'aws_sqs_queue.replaced')).toMatchObject({ createsBeforeDestroy: false });
    expect(changeOf(everything, 'aws_sqs_queue.created_first')).toMatchObject({ createsBeforeDestroy: true });
  });

  it('distinguishes known and unknown values', () => {
    const { before, after } = changeOf(everything, 'aws_sqs_queue.replaced') ?? {};
    expect(before).toMatchObject({ name: 'old-name', url: 'https://sqs/old-name' });
    expect(after).toMatchObject({ name: 'new-name', url: UNKNOWN, arn: UNKNOWN });
  });

  it('hides what the provider marks as secret, and shows that it changes', () => {
    const { before, after } = changeOf(everything, 'aws_ssm_parameter.secret') ?? {};
    expect([before?.['value'], after?.['value']]).toEqual([expect.any(Sensitive), expect.any(Sensitive)]);
    expect(before?.['value']).not.toEqual(after?.['value']);
  });

  it('has the address of every resource in a module, with its key', () => {
    const topics = planOf(everything).changes.filter(({ address }) => address.startsWith('module.'));
    expect(topics.map(({ address }) => address)).toEqual([
      'module.child.aws_sns_topic.topic["a"]',
      'module.child.aws_sns_topic.topic["b/c"]',
    ]);
  });
});

// Terraform 0.12 says of every output that it is created, and of none what it was.
describe.each(programs.filter((name) => !name.startsWith('terraform-0.12')))('a plan of %s', (program) => {
  it('tells which outputs change', () => {
    expect(planOf(`${program}/outputs`).outputs).toEqual([
      { name: 'added', action: 'create', before: null, after: 'new' },
      { name: 'changed', action: 'update', before: 'before', after: 'after' },
      { name: 'removed', action: 'delete', before: 'x', after: null },
    ]);
  });

  it('has no changes where there is nothing to do', () => {
    expect(planOf(`${program}/nothing`)).toMatchObject({ changes: [], outputs: [], drift: [] });
  });
});

describe.each(programs.filter((program) => plans.includes(`${program}/builtin`)))('a plan of %s', (program) => {
  const builtin = `${program}/builtin`;

  it('has moved and imported resources, changed or not', () => {
    const { changes, counts } = planOf(builtin);
    const moved = changes.filter(({ previousAddress }) => previousAddress !== undefined);
    expect(moved.map(({ previousAddress, address, action }) => [previousAddress, address, action])).toEqual([
      ['terraform_data.old', 'terraform_data.moved_and_updated', 'update'],
      ['terraform_data.moved_from', 'terraform_data.moved_here', 'no-op'],
      ['terraform_data.moved_from_too', 'module.child[0].terraform_data.moved', 'no-op'],
    ]);
    expect(changeOf(builtin, 'terraform_data.imported')).toMatchObject({ importId: 'imported', action: 'no-op' });
    expect(counts).toMatchObject({ move: 2, import: 2 });
  });

  it('has the reason of a replacement or destruction, and the attribute', () => {
    const reasonOf = (address: string): unknown => {
      const { actionReason, replacePaths } = changeOf(builtin, address) ?? {};
      return [actionReason, replacePaths];
    };
    expect(reasonOf('terraform_data.replaced')).toEqual(['replace_because_cannot_update', [['triggers_replace']]]);
    expect(reasonOf('terraform_data.tainted')).toEqual(['replace_because_tainted', []]);
    expect(reasonOf('terraform_data.triggered')).toEqual(['replace_by_triggers', []]);
    expect(reasonOf('terraform_data.gone')).toEqual(['delete_because_no_resource_config', []]);
    expect(reasonOf('terraform_data.keyed["b"]')).toEqual(['delete_because_each_key', []]);
    expect(changeOf(builtin, 'terraform_data.deposed')).toMatchObject({ deposed: '0badcafe', action: 'delete' });
  });

  it('has the failed checks, and that the plan is incomplete', () => {
    expect(planOf(`${program}/failing`)).toMatchObject({
      // Terraform 1.5 keeps such a plan, but does not say in it that it is one.
      isErrored: program !== 'terraform-1.5.7',
      failedChecks: [
        { address: 'check.numbers', messages: ['The port is too low.'] },
        { address: 'terraform_data.fails', messages: ['The port is too high.'] },
      ],
    });
  });

  it('has the destruction of every resource', () => {
    expect(planOf(`${program}/destroy`)).toMatchObject({ counts: { destroy: 2 }, outputs: [{ action: 'delete' }] });
  });
});

it('a resource that Terraform is to forget is not destroyed', () => {
  expect(planOf('terraform-1.11.4/forget').counts).toMatchObject({ add: 1, destroy: 0, forget: 1 });
});
