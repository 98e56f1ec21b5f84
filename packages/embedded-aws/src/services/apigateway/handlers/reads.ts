import type { Handler } from '../../../gateway/handler';
import { jsonAnswer } from '../../../gateway/json';
import { ApiGateway } from './records';

/** Tells the whole of a resource: what moto says, and what the gateway keeps of it. */
export const reads: Handler = {
  service: 'apigateway',
  operations: [
    'GetRestApi',
    'GetRestApis',
    'GetResource',
    'GetResources',
    'GetMethod',
    'GetMethodResponse',
    'GetIntegration',
    'GetIntegrationResponse',
    'GetAuthorizer',
    'GetAuthorizers',
    'GetDeployment',
    'GetDeployments',
    'GetStage',
    'GetStages',
  ],
  handle: async (request, _next, context) => jsonAnswer(await new ApiGateway(request, context).read(request.path)),
};
