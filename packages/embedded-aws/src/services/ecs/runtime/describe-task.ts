import { arnOf } from '../../../gateway/arn';
import type { JsonObject } from '../../../gateway/json';
import type { Task } from './task';
import type { TaskContainer } from './task-shape';

/** What DescribeTasks says of a task (Amazon ECS API Reference, "Task"). */
export function describeTask(task: Task): JsonObject {
  const { options, networkInterface, stopCause } = task;
  const { definition } = options;
  return {
    taskArn: task.arn,
    clusterArn: options.clusterArn,
    taskDefinitionArn: definition.taskDefinitionArn,
    group: options.group,
    startedBy: options.startedBy,
    launchType: 'FARGATE',
    capacityProviderName: options.capacityProviderName,
    platformVersion: options.platformVersion === 'LATEST' ? '1.4.0' : options.platformVersion,
    platformFamily: 'Linux',
    availabilityZone: networkInterface?.availabilityZone,
    connectivity: networkInterface && 'CONNECTED',
    cpu: definition.cpu,
    memory: definition.memory,
    ephemeralStorage: definition.ephemeralStorage ?? { sizeInGiB: 20 },
    enableExecuteCommand: options.enableExecuteCommand,
    overrides: { containerOverrides: task.containers.map(({ name }) => ({ name })), ...options.overrides },
    attributes: [],
    tags: options.tags,
    lastStatus: task.lastStatus,
    desiredStatus: task.desiredStatus,
    healthStatus: 'UNKNOWN',
    version: task.version,
    ...secondsOf({ createdAt: options.createdAt, ...task.times }),
    stopCode: stopCause?.code,
    stoppedReason: stopCause?.reason,
    attachments: [attachmentOf(task)],
    containers: task.containers.map((container) => describeContainer(task, container)),
  };
}

function describeContainer(task: Task, container: TaskContainer): JsonObject {
  const { networkInterface, id } = task;
  const definition = task.options.definition.containerDefinitions?.find(({ name }) => name === container.name);
  const { lastStatus, imageDigest, exitCode, reason, image, name } = container;
  const cluster = task.options.clusterArn.split('/').at(-1) ?? '';
  return {
    containerArn: arnOf(task.options.place, 'ecs', `container/${cluster}/${id}/${container.id}`),
    taskArn: task.arn,
    name,
    image,
    imageDigest,
    runtimeId: imageDigest === undefined ? undefined : `${id}-${container.id.slice(0, 8)}`,
    lastStatus,
    exitCode,
    reason,
    healthStatus: 'UNKNOWN',
    networkInterfaces: networkInterface
      ? [{ attachmentId: task.attachmentId, privateIpv4Address: networkInterface.privateIPv4Address }]
      : [],
    cpu: String(definition?.cpu ?? 0),
    ...(definition?.memory !== undefined && { memory: String(definition.memory) }),
  };
}

function attachmentOf({ networkInterface, attachmentId, lastStatus, options }: Task): JsonObject {
  const details = {
    subnetId: options.network.subnet,
    ...(networkInterface && {
      networkInterfaceId: networkInterface.id,
      macAddress: networkInterface.macAddress,
      privateDnsName: networkInterface.privateDnsName,
      privateIPv4Address: networkInterface.privateIPv4Address,
    }),
  };
  const attached = networkInterface === undefined ? 'PRECREATED' : 'ATTACHED';
  return {
    id: attachmentId,
    type: 'ElasticNetworkInterface',
    status: lastStatus === 'STOPPED' ? 'DELETED' : attached,
    details: Object.entries(details).map(([name, value]) => ({ name, value })),
  };
}

function secondsOf(times: Readonly<Record<string, number>>): JsonObject {
  return Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, ms / 1000]));
}
