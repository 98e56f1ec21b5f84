import { fargateCharges } from 'plan-review/cost/fargate';
import { priceListOf } from 'plan-review/cost/prices';
import { costOf } from 'plan-review/cost/cost-of';
import type { ResourceChange } from 'plan-review/plan/plan';
import { UNKNOWN, type ValueObject } from 'plan-review/plan/value';
import { resource } from './resources';

const SERVICE = { name: 'hello', launch_type: 'FARGATE', desired_count: 2, task_definition: 'arn:task:1' };
const TASK = { arn: 'arn:task:1', family: 'hello', cpu: '512', memory: '1024' };
const SCALING = { resource_id: 'service/shop/hello', min_capacity: 3, max_capacity: 9 };

const same = (address: string, values: ValueObject): ResourceChange => resource(address, values, values);
const { prices } = priceListOf('us-east-1');

function arithmetic(service: ValueObject, ...others: readonly ResourceChange[]): string[] {
  const change = same('aws_ecs_service.a', service);
  return fargateCharges(change, [change, ...others], 'after', prices).map(
    ({ item, arithmetic: how }) => `${item}: ${how}`,
  );
}

describe('the tasks of a service on Fargate', () => {
  it('cost their vCPUs and their memory, as often as they are desired', () => {
    expect(arithmetic(SERVICE, same('aws_ecs_task_definition.a', TASK))).toEqual([
      'Fargate, vCPU: 2 tasks × 0.5 vCPU × 730 h × $0.04048',
      'Fargate, memory: 2 tasks × 1 GB × 730 h × $0.004445',
    ]);
  });

  it('count at the minimum of their auto scaling, where there is one', () => {
    const scaling = same('aws_appautoscaling_target.a', SCALING);
    expect(arithmetic(SERVICE, same('aws_ecs_task_definition.a', TASK), scaling)[0]).toContain('3 tasks');
    const other = same('aws_appautoscaling_target.a', { ...SCALING, resource_id: 'service/shop/other' });
    expect(arithmetic(SERVICE, same('aws_ecs_task_definition.a', TASK), other)[0]).toContain('2 tasks');
  });

  it('cost less on ARM', () => {
    const task = { ...TASK, runtime_platform: [{ cpu_architecture: 'ARM64' }] };
    expect(arithmetic({ ...SERVICE, desired_count: 1 }, same('aws_ecs_task_definition.a', task))).toEqual([
      'Fargate on ARM, vCPU: 1 task × 0.5 vCPU × 730 h × $0.03238',
      'Fargate on ARM, memory: 1 task × 1 GB × 730 h × $0.00356',
    ]);
  });

  it('pay for storage above the free 20 GB and for public addresses', () => {
    const task = { ...TASK, ephemeral_storage: [{ size_in_gib: 50 }] };
    const service = { ...SERVICE, network_configuration: [{ assign_public_ip: true }] };
    expect(arithmetic(service, same('aws_ecs_task_definition.a', task)).slice(2)).toEqual([
      'Fargate, storage: 2 tasks × 30 GB × 730 h × $0.000111',
      'public IPv4 addresses: 2 tasks × 1 address × 730 h × $0.005',
    ]);
  });

  it('have no price on EC2, without tasks, and where the task definition is in another plan', () => {
    const task = same('aws_ecs_task_definition.a', TASK);
    expect(arithmetic({ ...SERVICE, launch_type: 'EC2' }, task)).toEqual([]);
    expect(arithmetic({ ...SERVICE, desired_count: 0 }, task)).toEqual([]);
    expect(arithmetic(SERVICE)).toEqual([]);
  });

  it('are those of the task definition that the service names', () => {
    const others = [
      same('aws_ecs_task_definition.small', { ...TASK, arn: 'arn:small:1', family: 'small', cpu: '256' }),
      same('aws_ecs_task_definition.right', TASK),
    ];
    expect(arithmetic(SERVICE, ...others)[0]).toContain('0.5 vCPU');
    expect(arithmetic({ ...SERVICE, task_definition: 'arn:unknown:1' }, ...others)).toEqual([]);
  });

  it('are those of any beside a new service, if all have one size', () => {
    const service: ValueObject = { ...SERVICE, task_definition: UNKNOWN };
    const first = same('aws_ecs_task_definition.first', { ...TASK, arn: UNKNOWN, family: 'first' });
    const then = same('aws_ecs_task_definition.then', { ...TASK, arn: UNKNOWN });
    expect(arithmetic(service, first, then)[0]).toContain('0.5 vCPU');
    const larger = same('aws_ecs_task_definition.then', { ...TASK, arn: UNKNOWN, memory: '2048' });
    expect(arithmetic(service, first, larger)).toEqual([]);
  });
});

describe('a change of the size of tasks', () => {
  it('shows the price before and after, although the new revision has no name yet', () => {
    const service = resource('aws_ecs_service.a', SERVICE, { ...SERVICE, task_definition: UNKNOWN });
    const task = resource('aws_ecs_task_definition.a', TASK, { ...TASK, arn: UNKNOWN, cpu: '1024' }, 'replace');
    const difference = costOf([{ stack: 'dev-hello', resources: [service, task] }], 'us-east-1');
    expect(difference?.items).toEqual([
      expect.objectContaining({
        address: 'aws_ecs_service.a',
        item: 'Fargate, vCPU',
        arithmetic: '2 tasks × 0.5 vCPU × 730 h × $0.04048 → 2 tasks × 1 vCPU × 730 h × $0.04048',
      }),
    ]);
    expect(difference?.differenceUsd).toBeCloseTo(29.55, 2);
  });

  it('of the minimum of tasks alone counts too', () => {
    const resources = [
      same('aws_ecs_service.a', SERVICE),
      same('aws_ecs_task_definition.a', TASK),
      resource('aws_appautoscaling_target.a', SCALING, { ...SCALING, min_capacity: 4 }),
    ];
    const difference = costOf([{ stack: 'dev-hello', resources }], 'us-east-1');
    expect(difference?.differenceUsd).toBeCloseTo(730 * (0.5 * 0.04048 + 0.004445), 2);
  });
});
