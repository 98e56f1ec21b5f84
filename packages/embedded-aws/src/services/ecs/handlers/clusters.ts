import { type Task, tasks } from '../runtime/task';
import { AwsError } from '../../../gateway/aws-error';
import { callOperation, succeeded, withOutput } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asList, asObject, asText, jsonOf } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';
import type { Memory } from '../../../gateway/table';

/** Refuses to delete a cluster that still has services or tasks; moto leaves them without one. */
export const clusterDeletion: Handler = {
  service: 'ecs',
  operations: ['DeleteCluster'],
  handle: async (request, next, { moto, memory }) => {
    const { cluster } = jsonOf(request);
    const listed = await callOperation(request, moto, 'ListServices', { cluster });
    const services = asList(listed?.['serviceArns']);
    const found =
      services.length > 0 && (await callOperation(request, moto, 'DescribeServices', { cluster, services }));
    const active = asList(found ? found['services'] : []).filter((item) => asObject(item)['status'] !== 'INACTIVE');
    if (active.length > 0) {
      const message = 'The Cluster cannot be deleted while Services are active.';
      throw new AwsError('ClusterContainsServicesException', message);
    }
    if (tasksOf(memory, request, asText(cluster)).some(({ isActive }) => isActive)) {
      throw new AwsError('ClusterContainsTasksException', 'The Cluster cannot be deleted while Tasks are active.');
    }
    return next(request);
  },
};

/** Counts the tasks that run and those that do not yet; moto counts those that services want. */
export const clusterCounts: Handler = {
  service: 'ecs',
  operations: ['DescribeClusters'],
  handle: async (request, next, { memory }) => {
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const { clusters, ...output } = jsonOf(answer);
    const counted = asList(clusters).map((item) => {
      const cluster = asObject(item);
      const present = tasksOf(memory, request, asText(cluster['clusterArn']));
      const runningTasksCount = present.filter(({ lastStatus }) => lastStatus === 'RUNNING').length;
      return { ...cluster, runningTasksCount, pendingTasksCount: present.filter(({ isPending }) => isPending).length };
    });
    return withOutput(answer, { ...output, clusters: counted });
  },
};

/** @param cluster name or ARN */
function tasksOf(memory: Memory, request: AwsRequest, cluster: string): Task[] {
  const name = cluster.split('/').at(-1);
  return [...tasks.in(memory, request).values()].filter(({ options }) => options.clusterArn.endsWith(`/${name ?? ''}`));
}
