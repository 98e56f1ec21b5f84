import type { Handler } from '../../../gateway/handler';
import { asObject, jsonAnswer, jsonOf } from '../../../gateway/json';
import { ApiGateway } from './records';

/** APIs and their stages, by ARN (AWS General Reference, "ARN formats" of API Gateway). */
const TAGGED = /:(\/restapis\/[^/]+(?:\/stages\/[^/]+)?)$/;

/** Lists and changes the tags of APIs and stages; moto knows those of stages only. */
export const tags: Handler = {
  service: 'apigateway',
  operations: ['GetTags', 'TagResource', 'UntagResource'],
  handle: async (request, next, context) => {
    const arn = decodeURIComponent(request.path.replace('/tags/', ''));
    const path = TAGGED.exec(arn)?.[1];
    if (path === undefined) return next(request);
    const gateway = new ApiGateway(request, context);
    const before = asObject((await gateway.read(path))['tags']);
    if (request.operation === 'GetTags') return jsonAnswer({ tags: before });
    const added = { ...before, ...asObject(jsonOf(request)['tags']) };
    const removed = request.query.getAll('tagKeys');
    gateway.keep(path, { tags: Object.fromEntries(Object.entries(added).filter(([key]) => !removed.includes(key))) });
    return jsonAnswer({}, 204);
  },
};
