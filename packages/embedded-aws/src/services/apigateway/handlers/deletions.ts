import { succeeded } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { ApiGateway } from './records';

/** Forgets what the gateway kept of a resource when it is deleted, and says so if there is none. */
export const deletions: Handler = {
  service: 'apigateway',
  operations: [
    'DeleteRestApi',
    'DeleteResource',
    'DeleteMethod',
    'DeleteMethodResponse',
    'DeleteIntegration',
    'DeleteIntegrationResponse',
    'DeleteAuthorizer',
    'DeleteDeployment',
    'DeleteStage',
  ],
  handle: async (request, next, context) => {
    const gateway = new ApiGateway(request, context);
    await gateway.read(request.path);
    const answer = await next(request);
    if (succeeded(answer)) gateway.forget(request.path);
    return answer;
  },
};
