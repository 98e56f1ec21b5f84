import { succeeded, withInput } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asList, asObject, asText, type JsonObject, jsonOf } from '../../../gateway/json';
import { badRequest, notFound } from './errors';
import { ApiGateway } from './records';

/** Says that there is no such deployment, where moto fails. */
export const missingDeployments: Handler = {
  service: 'apigateway',
  operations: ['GetDeployment', 'DeleteDeployment', 'UpdateDeployment'],
  handle: async (request, next, context) => {
    const [deployments = '', id] = splitLast(request.path);
    const { item } = await new ApiGateway(request, context).read(deployments);
    if (find(item, 'id', id) === undefined) throw notFound('Invalid Deployment identifier specified');
    return next(request);
  },
};

/** Keeps a deployment from being deleted while a stage serves it. */
export const servedDeployments: Handler = {
  service: 'apigateway',
  operations: ['DeleteDeployment'],
  handle: async (request, next, context) => {
    const [deployments = '', id] = splitLast(request.path);
    const { item } = await new ApiGateway(request, context).read(stagesBeside(deployments));
    if (find(item, 'deploymentId', id) !== undefined) {
      throw badRequest('Active stages pointing to this deployment must be moved or deleted');
    }
    return next(request);
  },
};

/** Deploys to a stage that exists by moving it to the deployment; moto would make the stage anew. */
export const stageDeployments: Handler = {
  service: 'apigateway',
  operations: ['CreateDeployment'],
  handle: async (request, next, context) => {
    const { stageName, ...input } = jsonOf(request);
    const gateway = new ApiGateway(request, context);
    const { item } = await gateway.read(stagesBeside(request.path));
    if (find(item, 'stageName', stageName) === undefined) return next(request);
    const answer = await next(withInput(request, input));
    if (!succeeded(answer)) return answer;
    gateway.keep(`${stagesBeside(request.path)}/${asText(stageName)}`, { deploymentId: jsonOf(answer)['id'] });
    return answer;
  },
};

function splitLast(path: string): readonly string[] {
  const end = path.lastIndexOf('/');
  return [path.slice(0, end), path.slice(end + 1)];
}

function stagesBeside(deployments: string): string {
  return deployments.replace(/deployments$/, 'stages');
}

function find(items: unknown, name: string, value: unknown): JsonObject | undefined {
  return asList(items)
    .map(asObject)
    .find((item) => item[name] === value);
}
