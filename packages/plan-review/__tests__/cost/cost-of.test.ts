import { costOf } from 'plan-review/cost/cost-of';
import type { CostDifference } from 'plan-review/cost/cost';
import type { ResourceChange } from 'plan-review/plan/plan';
import { resource } from './resources';

function cost(...resources: readonly ResourceChange[]): CostDifference | undefined {
  return costOf([{ stack: 'dev-network', resources }], 'eu-central-1');
}

/** The items as `<what>: <before> -> <after>`, in cents. */
function items(...resources: readonly ResourceChange[]): string[] {
  const found = cost(...resources)?.items ?? [];
  return found.map(({ item, beforeUsd, afterUsd }) => `${item}: ${beforeUsd.toFixed(2)} -> ${afterUsd.toFixed(2)}`);
}

const create = (address: string, after: Parameters<typeof resource>[2]): ResourceChange =>
  resource(address, null, after);

describe('what a change costs', () => {
  it('a new NAT gateway costs its hours of a month, and the calculation is shown', () => {
    expect(cost(create('aws_nat_gateway.a', {}), create('aws_eip.a', {}))).toMatchObject({
      region: 'eu-central-1',
      differenceUsd: (0.052 + 0.005) * 730,
      items: [
        { stack: 'dev-network', address: 'aws_nat_gateway.a', item: 'NAT gateway', arithmetic: '730 h × $0.052' },
        { address: 'aws_eip.a', arithmetic: '730 h × $0.005' },
      ],
      usage: ['NAT gateway: $0.052 per GB processed'],
    });
  });

  it('a destroyed one costs nothing any more', () => {
    expect(cost(resource('aws_nat_gateway.a', {}, null))?.differenceUsd).toBeCloseTo(-37.96);
  });

  it('one that Terraform only forgets costs the same', () => {
    expect(cost(resource('aws_nat_gateway.a', {}, null, 'forget'))).toBeUndefined();
  });

  it('a replacement by an equal one costs nothing', () => {
    expect(cost(resource('aws_nat_gateway.a', { subnet_id: 'a' }, { subnet_id: 'b' }, 'replace'))).toBeUndefined();
  });

  it('has the largest difference first, whether it is more or less', () => {
    expect(items(create('aws_kms_key.a', {}), resource('aws_nat_gateway.b', {}, null))).toEqual([
      'NAT gateway: 37.96 -> 0.00',
      'KMS key: 0.00 -> 1.00',
    ]);
  });

  it('sums up over stacks', () => {
    const key = { stack: 'one', resources: [create('aws_kms_key.a', {})] };
    expect(costOf([key, { ...key, stack: 'other' }], 'us-east-1')).toMatchObject({
      differenceUsd: 2,
      items: [{ stack: 'one' }, { stack: 'other' }],
    });
  });

  it('names the region whose prices are used where the table has none', () => {
    const difference = costOf([{ stack: 'a', resources: [create('aws_kms_key.a', {})] }], 'ap-south-1');
    expect(difference).toMatchObject({ region: 'us-east-1', insteadOf: 'ap-south-1' });
    expect(cost(create('aws_kms_key.a', {}))).not.toHaveProperty('insteadOf');
  });

  it('names resources without a price instead of counting them as free', () => {
    expect(cost(create('module.data.aws_db_instance.main', {}))).toMatchObject({
      items: [],
      usage: ['module.data.aws_db_instance.main: not in the price table'],
    });
  });

  it('names what is paid by use once, and only for new resources', () => {
    const log = { name: 'a' };
    const changes = [
      create('aws_cloudwatch_log_group.a', log),
      create('aws_cloudwatch_log_group.b', log),
      resource('aws_s3_bucket.a', { bucket: 'a' }, { bucket: 'a', tags: { one: 'two' } }),
    ];
    expect(cost(...changes)?.usage).toEqual(['logs: $0.63 per GB taken in, $0.0324 per GB and month kept']);
  });

  it('data sources cost nothing', () => {
    expect(cost({ ...create('aws_nat_gateway.a', {}), mode: 'data', action: 'read' })).toBeUndefined();
  });
});

describe('what resources cost', () => {
  it.each([
    [
      'an Application Load Balancer',
      'aws_lb',
      { internal: true, subnets: ['a', 'b'] },
      ['Application Load Balancer: 0.00 -> 19.71'],
    ],
    [
      'one that faces the internet, with an address in each zone',
      'aws_lb',
      { internal: false, subnets: ['a', 'b', 'c'] },
      ['Application Load Balancer: 0.00 -> 19.71', 'public IPv4 addresses: 0.00 -> 10.95'],
    ],
    [
      'a Network Load Balancer',
      'aws_lb',
      { internal: true, load_balancer_type: 'network' },
      ['Network Load Balancer: 0.00 -> 19.71'],
    ],
    [
      'an interface endpoint in two zones',
      'aws_vpc_endpoint',
      { vpc_endpoint_type: 'Interface', subnet_ids: ['a', 'b'] },
      ['interface endpoint: 0.00 -> 17.52'],
    ],
    ['a gateway endpoint', 'aws_vpc_endpoint', { vpc_endpoint_type: 'Gateway' }, []],
    ['an alarm', 'aws_cloudwatch_metric_alarm', { period: 60 }, ['alarm metrics: 0.00 -> 0.10']],
    [
      'an alarm that looks every ten seconds',
      'aws_cloudwatch_metric_alarm',
      { period: 10 },
      ['high-resolution alarm metrics: 0.00 -> 0.30'],
    ],
    [
      'an alarm over three metrics',
      'aws_cloudwatch_metric_alarm',
      { metric_query: [{}, {}, {}] },
      ['alarm metrics: 0.00 -> 0.30'],
    ],
    [
      'a web ACL with two rules',
      'aws_wafv2_web_acl',
      { rule: [{}, {}] },
      ['web ACL: 0.00 -> 5.00', 'rules: 0.00 -> 2.00'],
    ],
    ['a pipeline of type V1', 'aws_codepipeline', { pipeline_type: 'V1' }, ['pipeline of type V1: 0.00 -> 1.00']],
    ['a pipeline of type V2', 'aws_codepipeline', { pipeline_type: 'V2' }, []],
    ['a secret', 'aws_secretsmanager_secret', {}, ['secret: 0.00 -> 0.40']],
    ['a hosted zone', 'aws_route53_zone', {}, ['hosted zone: 0.00 -> 0.50']],
    ['a dashboard', 'aws_cloudwatch_dashboard', {}, ['dashboard: 0.00 -> 3.00']],
    ['a composite alarm', 'aws_cloudwatch_composite_alarm', {}, ['composite alarm: 0.00 -> 0.50']],
  ])('%s', (_, type, attributes, expected) => {
    expect(items(create(`${type}.a`, attributes))).toEqual(expected);
  });
});
