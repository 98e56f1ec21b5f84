import { AwsError } from '../../aws-error';
import { callOperation } from '../../calls';
import type { Gap } from '../../gap';
import { asList, asObject, jsonOf } from '../../json';

/** Refuses to delete a cluster that still has services; moto leaves them without one. */
export const clusterDeletion: Gap = {
  service: 'ecs',
  operations: ['DeleteCluster'],
  handle: async (request, next, { moto }) => {
    const { cluster } = jsonOf(request);
    const listed = await callOperation(request, moto, 'ListServices', { cluster });
    const services = asList(listed?.['serviceArns']);
    const found =
      services.length > 0 && (await callOperation(request, moto, 'DescribeServices', { cluster, services }));
    const active = asList(found ? found['services'] : []).filter((item) => asObject(item)['status'] !== 'INACTIVE');
    if (active.length === 0) return next(request);
    throw new AwsError('ClusterContainsServicesException', 'The Cluster cannot be deleted while Services are active.');
  },
};
