import type { ResourceChange } from '../plan/plan';
import { UNKNOWN, type ValueObject } from '../plan/value';
import { dollars, HOURS_PER_MONTH, numberOf, type Charge } from './charge';
import type { Prices } from './prices';

/** One side of a plan: what is there before it, or after it. */
export type Side = 'before' | 'after';

/** Every task has this much storage for nothing. Source: AWS Fargate pricing. */
const FREE_STORAGE_GB = 20;

/** What the price of a task depends on. */
const SIZE = ['cpu', 'memory', 'runtime_platform', 'ephemeral_storage'];

/** Units of CPU in one vCPU, and MiB in one GB of memory. Source: Amazon ECS, "Task size". */
const PER_VCPU = 1024;

/**
 * What the tasks of an ECS service cost on Fargate, as many as always run: the minimum of its auto scaling, or its
 * desired count. The size of a task is that of the task definition in the same plan that the service runs.
 * @param resources all of the plan, those that do not change included
 * @returns nothing for a service on EC2, or whose task definition the plan does not have
 */
export function fargateCharges(
  service: ResourceChange,
  resources: readonly ResourceChange[],
  side: Side,
  prices: Prices,
): readonly Charge[] {
  const attributes = service[side];
  if (attributes === null || attributes['launch_type'] === 'EC2') return [];
  const task = taskDefinitionOf(service, resources)?.[side];
  if (task === null || task === undefined) return [];
  const count = taskCount(attributes, resources, side);
  return count === 0 ? [] : taskCharges(count, task, attributes, prices);
}

function taskCharges(count: number, task: ValueObject, service: ValueObject, prices: Prices): Charge[] {
  const isArm = architectureOf(task) === 'ARM64';
  const storage = storageGb(task) - FREE_STORAGE_GB;
  const vcpus = (numberOf(task['cpu']) ?? 0) / PER_VCPU;
  const gigabytes = (numberOf(task['memory']) ?? 0) / PER_VCPU;
  const name = isArm ? 'Fargate on ARM' : 'Fargate';
  const each = (item: string, amount: number, unit: string, price: number): Charge => ({
    item,
    monthlyUsd: count * amount * HOURS_PER_MONTH * price,
    arithmetic: `${count} task${count === 1 ? '' : 's'} × ${amount} ${unit} × ${HOURS_PER_MONTH} h × ${dollars(price)}`,
  });
  return [
    each(`${name}, vCPU`, vcpus, 'vCPU', isArm ? prices.fargateArmVcpuHour : prices.fargateX86VcpuHour),
    each(`${name}, memory`, gigabytes, 'GB', isArm ? prices.fargateArmGbHour : prices.fargateX86GbHour),
    ...(storage > 0 ? [each(`${name}, storage`, storage, 'GB', prices.fargateStorageGbHour)] : []),
    ...(hasPublicIp(service) ? [each('public IPv4 addresses', 1, 'address', prices.publicIpv4Hour)] : []),
  ];
}

/** The task definition that a service runs: the one it names, else one of those beside it, if all are of one size. */
function taskDefinitionOf(service: ResourceChange, resources: readonly ResourceChange[]): ResourceChange | undefined {
  const tasks = resources.filter(({ type }) => type === 'aws_ecs_task_definition');
  const named = tasks.find(({ before, after }) =>
    [service.before?.['task_definition'], service.after?.['task_definition']].some(
      (name) =>
        typeof name === 'string' &&
        [before, after].some((task) =>
          [task?.['arn'], task?.['family'], task?.['arn_without_revision']].includes(name),
        ),
    ),
  );
  if (named !== undefined) return named;
  const beside = tasks.filter(({ address }) => moduleOf(address) === moduleOf(service.address));
  const sizes = new Set(beside.map(sizeOf));
  return sizes.size === 1 ? beside[0] : undefined;
}

/** What its price depends on. */
function sizeOf({ before, after }: ResourceChange): string {
  return JSON.stringify([before, after].map((task) => task && SIZE.map((attribute) => task[attribute] ?? null)));
}

function moduleOf(address: string): string {
  return address.split('.').slice(0, -2).join('.');
}

function taskCount(service: ValueObject, resources: readonly ResourceChange[], side: Side): number {
  const scaling = resources.find(({ type, [side]: target }) => {
    if (type !== 'aws_appautoscaling_target' || target === null) return false;
    const { resource_id: id } = target;
    const { name } = service;
    return id === UNKNOWN || (typeof id === 'string' && typeof name === 'string' && id.endsWith(`/${name}`));
  });
  return numberOf(scaling?.[side]?.['min_capacity']) ?? numberOf(service['desired_count']) ?? 1;
}

function architectureOf(task: ValueObject): unknown {
  return firstOf(task['runtime_platform'])?.['cpu_architecture'];
}

function storageGb(task: ValueObject): number {
  return numberOf(firstOf(task['ephemeral_storage'])?.['size_in_gib']) ?? FREE_STORAGE_GB;
}

function hasPublicIp(service: ValueObject): boolean {
  return firstOf(service['network_configuration'])?.['assign_public_ip'] === true;
}

/** Terraform shows a block as a list of objects. */
function firstOf(block: unknown): ValueObject | undefined {
  const first: unknown = Array.isArray(block) ? block[0] : undefined;
  return typeof first === 'object' && first !== null ? (first as ValueObject) : undefined;
}
