import { placeholderValue } from '../../../../../cli/review/placeholders/placeholder-value';
import { plannedOutputs } from '../../../../../cli/review/placeholders/planned-outputs';
import type { StackRead } from '../../../../../cli/review/placeholders/reads';
import { placeholderStateFor, type Upstream } from '../../../../../cli/review/placeholders/placeholder-state';
import { readingStack } from '../../../../helpers/reading-stack';

const aws = { account: '123456789012', region: 'eu-central-1' };

function reading(...outputs: string[]): StackRead {
  const key = 'shop/dev-network.tfstate';
  return { data: 'dev-network-state', stack: 'dev-network', bucket: 'states', key, region: aws.region, outputs };
}

const unknownUpstream: Upstream = { state: undefined, planned: undefined, stack: undefined };

/** A planned output, as `terraform show -json` tells it. */
function planned(name: string, change: object): Upstream {
  const output_changes = { [name]: { actions: ['create'], ...change } };
  return { ...unknownUpstream, planned: plannedOutputs({ output_changes }) };
}

describe('what stands in for an output', () => {
  it('is nothing if the state of the stack has every output that is read', () => {
    const upstream = { ...unknownUpstream, state: { outputs: { vpc_id: 'vpc-1' } } };
    expect(placeholderStateFor(reading('vpc_id'), upstream, aws)).toBeUndefined();
  });

  it('is given only for outputs that the state lacks, and only those are listed', () => {
    const upstream = { ...unknownUpstream, state: { outputs: { vpc_id: 'vpc-1' } } };
    const placeholderState = placeholderStateFor(reading('vpc_id', 'zone_id'), upstream, aws);
    expect(placeholderState?.outputs).toEqual({ vpc_id: 'vpc-1', zone_id: 'placeholder-dev-network-zone-id' });
    expect(placeholderState?.missing).toEqual(['zone_id']);
    expect(placeholderState?.placeholders.map(({ output }) => output)).toEqual(['zone_id']);
  });

  it('is the value in the plan of the other stack', () => {
    const upstream = planned('parameter_name', { after: '/shop/dev', after_unknown: false, after_sensitive: false });
    expect(placeholderStateFor(reading('parameter_name'), upstream, aws)?.outputs).toEqual({
      parameter_name: '/shop/dev',
    });
  });

  it('is the value that the same change gives the output, in place of that in the state', () => {
    const state = { outputs: { host: 'old', zone: 'z1' } };
    const changed = planned('host', {
      actions: ['update'],
      after: 'new',
      after_unknown: false,
      after_sensitive: false,
    });
    const found = placeholderStateFor(reading('host', 'zone'), { ...changed, state }, aws);
    expect(found).toMatchObject({ outputs: { host: 'new', zone: 'z1' }, missing: ['host'], madeUp: [] });
    const unknown = planned('host', { actions: ['update'], after_unknown: true, after_sensitive: false });
    expect(placeholderStateFor(reading('host', 'zone'), { ...unknown, state }, aws)).toMatchObject({
      outputs: { host: 'placeholder-dev-network-host', zone: 'z1' },
      madeUp: ['placeholder-dev-network-host'],
    });
    const same = planned('host', { actions: ['no-op'], after: 'old', after_unknown: false, after_sensitive: false });
    expect(placeholderStateFor(reading('host', 'zone'), { ...same, state }, aws)).toBeUndefined();
  });

  it.each([
    ['is unknown', { after_unknown: true, after_sensitive: false }],
    ['is a secret', { after: 'hunter2', after_unknown: false, after_sensitive: true }],
  ])('is made up if the planned value %s', (_, change) => {
    const placeholderState = placeholderStateFor(reading('vpc_id'), planned('vpc_id', change), aws);
    expect(placeholderState?.placeholders).toEqual([
      { stack: 'dev-network', output: 'vpc_id', value: 'placeholder-dev-network-vpc-id' },
    ]);
  });

  it('of a list is made up where the plan has no value', () => {
    const change = { after: ['subnet-1', null], after_unknown: [false, true], after_sensitive: false };
    const placeholderState = placeholderStateFor(reading('subnet_ids'), planned('subnet_ids', change), aws);
    expect(placeholderState?.outputs).toEqual({ subnet_ids: ['subnet-1', 'placeholder-dev-network-subnet-ids-1'] });
  });

  it('has the form of the expression that will make it', () => {
    const stack = readingStack('dev-network', 'bootstrap');
    const json = { ...stack.json, output: { zones: { value: ['${a.b.c}', '${a.b.d}', '${a.b.e}'] } } };
    const placeholderState = placeholderStateFor(
      reading('zones'),
      { ...unknownUpstream, stack: { ...stack, json } },
      aws,
    );
    expect(placeholderState?.outputs['zones']).toHaveLength(3);
  });
});

describe('a made-up value', () => {
  const madeUp = (output: string, shape?: unknown): unknown =>
    placeholderValue({ stack: 'dev-network', output, ...aws }, shape);

  it('of an ARN has the parts of an ARN: providers check them', () => {
    expect(madeUp('listener_arn')).toBe('arn:aws:placeholder:eu-central-1:123456789012:dev-network/listener-arn');
  });

  it('is a list where the name or the expression says so', () => {
    expect(madeUp('task_subnet_ids')).toHaveLength(2);
    expect(madeUp('subnets', '${aws_subnet.task[*].id}')).toHaveLength(2);
    expect(madeUp('subnet_id', '${aws_subnet.task.id}')).toBe('placeholder-dev-network-subnet-id');
  });

  it.each(['vpc_id', 'repository_url', 'api_url', 'load_balancer_dns_name', 'role_arn'])(
    'says that it is one: %s',
    (output) => {
      expect(madeUp(output)).toContain('placeholder');
    },
  );
});
