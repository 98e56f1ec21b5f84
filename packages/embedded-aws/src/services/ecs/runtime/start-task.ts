import type { Runtime } from '../../../gateway/runtime';
import type { Place } from '../../../gateway/table';
import type { Deployment } from './deployment';
import { runTask } from './run-task';
import type { Service } from './service';
import { Task, tasks } from './task';
import type { TaskOptions } from './task-shape';

/** Stopped tasks that are remembered in an account and region; AWS does so for at least an hour. */
const MAX_STOPPED = 1000;

/** Starts a task, and lets it run by itself. */
export function startTask(runtime: Runtime, options: TaskOptions): Task {
  const task = new Task(options);
  forgetOldest(runtime, options.place);
  tasks.in(runtime.memory, options.place).set(task.arn, task);
  runtime.background(`Task ${task.arn}`, () => runTask(runtime, task));
  return task;
}

/** Starts a task of a service's deployment. */
export function startServiceTask(runtime: Runtime, service: Service, deployment: Deployment): Task {
  const { settings } = deployment;
  const task = startTask(runtime, {
    place: service.place,
    clusterArn: settings.clusterArn ?? '',
    definition: deployment.definition,
    group: `service:${service.name}`,
    startedBy: deployment.id,
    ...capacityOf(deployment),
    platformVersion: settings.platformVersion ?? 'LATEST',
    network: { subnet: subnetFor(service, deployment), securityGroups: vpcOf(deployment).securityGroups ?? [] },
    loadBalancers: settings.loadBalancers ?? [],
    overrides: {},
    enableExecuteCommand: settings.enableExecuteCommand ?? false,
    tags: tagsOf(service, deployment),
    createdAt: runtime.clock.now(),
    observer: {
      changed: () => {
        service.changed();
      },
      becameHealthy: () => {
        forgiveFailures(deployment);
      },
      report: (what) => {
        service.report(what);
      },
    },
  });
  service.tasks = [...service.tasks, task];
  return task;
}

/** Unless told otherwise, a healthy task proves the deployment (API Reference, "DeploymentCircuitBreaker"). */
function forgiveFailures(deployment: Deployment): void {
  const breaker = deployment.settings.deploymentConfiguration?.deploymentCircuitBreaker;
  if (breaker?.resetOnHealthyTask !== false) deployment.failedTasks = 0;
}

function vpcOf({ settings }: Deployment): { subnets?: string[] | undefined; securityGroups?: string[] | undefined } {
  return settings.networkConfiguration?.awsvpcConfiguration ?? {};
}

/** Tasks are spread over the subnets, as over their zones. */
function subnetFor(service: Service, deployment: Deployment): string {
  const tasksIn = (subnet: string): number =>
    service.tasksOf(deployment).filter(({ options }) => options.network.subnet === subnet).length;
  const [emptiest = ''] = [...(vpcOf(deployment).subnets ?? [])].sort((one, other) => tasksIn(one) - tasksIn(other));
  return emptiest;
}

/** Source: Amazon ECS Developer Guide, "Tagging Amazon ECS resources". */
function tagsOf(service: Service, { settings }: Deployment): TaskOptions['tags'] {
  const managed = [
    { key: 'aws:ecs:clusterName', value: settings.clusterArn?.split('/').at(-1) ?? '' },
    { key: 'aws:ecs:serviceName', value: service.name },
  ];
  return [
    ...(settings.propagateTags === 'SERVICE' ? (settings.tags ?? []) : []),
    ...(settings.enableECSManagedTags === true ? managed : []),
  ];
}

function capacityOf({ settings }: Deployment): Pick<TaskOptions, 'capacityProviderName'> {
  const capacityProviderName = settings.capacityProviderStrategy?.[0]?.capacityProvider;
  return capacityProviderName === undefined ? {} : { capacityProviderName };
}

function forgetOldest({ memory }: Runtime, place: Place): void {
  const known = tasks.in(memory, place);
  const stopped = [...known.values()].filter(({ lastStatus }) => lastStatus === 'STOPPED');
  for (const { arn } of stopped.slice(0, Math.max(stopped.length - MAX_STOPPED, 0))) known.delete(arn);
}
