import type { Authorizer, GatewayResponse, Resource, RestApi } from '@aws-sdk/client-api-gateway';

import { succeeded } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asList, asText, type JsonObject, jsonOf } from '../../../gateway/json';
import { Table } from '../../../gateway/table';
import { ApiGateway } from './records';

/** What an API was when it was deployed, as AWS's SDK describes it; settings without a value are left out. */
export interface Snapshot {
  readonly restApi: RestApi;
  /** With their methods and integrations. */
  readonly resources: readonly Resource[];
  readonly authorizers: readonly Authorizer[];
  readonly gatewayResponses: readonly GatewayResponse[];
}

/** What each deployment serves, by its path: `/restapis/<api id>/deployments/<deployment id>`. */
export const snapshots = new Table<Snapshot>('AWS::ApiGateway::Deployment');

/**
 * Keeps what a deployment is made of: later changes of the API show in its next deployment only (API Gateway Developer
 * Guide, "Deploy REST APIs in API Gateway").
 */
export const deploymentSnapshots: Handler = {
  service: 'apigateway',
  operations: ['CreateDeployment', 'DeleteDeployment', 'DeleteRestApi'],
  handle: async (request, next, context) => {
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const kept = snapshots.in(context.memory, request);
    if (request.operation !== 'CreateDeployment') forget(kept, request.path);
    else {
      const id = asText(jsonOf(answer)['id']);
      kept.set(`${request.path}/${id}`, await takeSnapshot(new ApiGateway(request, context), request.path));
    }
    return answer;
  },
};

async function takeSnapshot(gateway: ApiGateway, deployments: string): Promise<Snapshot> {
  const api = deployments.replace(/\/deployments$/, '');
  const list = async (name: string): Promise<readonly unknown[]> =>
    asList((await gateway.read(`${api}/${name}`))['item']).map(withoutNulls);
  return {
    restApi: withoutNulls(await gateway.read(api)) as RestApi,
    resources: (await list('resources')) as Resource[],
    authorizers: (await list('authorizers')) as Authorizer[],
    gatewayResponses: (await list('gatewayresponses')) as GatewayResponse[],
  };
}

function forget(kept: Map<string, Snapshot>, path: string): void {
  for (const deployment of [...kept.keys()]) {
    if (deployment === path || deployment.startsWith(`${path}/`)) kept.delete(deployment);
  }
}

/** A copy without what is null, which moto writes where AWS writes nothing. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value as JsonObject).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}
