import type { Handler } from '../../../gateway/handler';
import { asList, asObject, asText, jsonOf } from '../../../gateway/json';
import { conflict } from './errors';
import { ApiGateway } from './records';

/** Refuses a second resource of one name under one parent, which moto takes. */
export const duplicateResources: Handler = {
  service: 'apigateway',
  operations: ['CreateResource'],
  handle: async (request, next, context) => {
    const [, , api = '', , parentId] = request.path.split('/');
    const pathPart = asText(jsonOf(request)['pathPart']);
    const { item } = await new ApiGateway(request, context).read(`/restapis/${api}/resources`);
    const isTaken = asList(item)
      .map(asObject)
      .some((resource) => resource['parentId'] === parentId && resource['pathPart'] === pathPart);
    if (isTaken) throw conflict(`Another resource with the same parent already has this name: ${pathPart}`);
    return next(request);
  },
};

/** Refuses a second method of one verb on one resource; moto would put it in the place of the first. */
export const duplicateMethods: Handler = {
  service: 'apigateway',
  operations: ['PutMethod'],
  handle: async (request, next, context) => {
    const [resourcePath = '', verb = ''] = request.path.split('/methods/');
    const { resourceMethods } = await new ApiGateway(request, context).read(resourcePath);
    if (verb in asObject(resourceMethods)) throw conflict('Method already exists for this resource');
    return next(request);
  },
};
