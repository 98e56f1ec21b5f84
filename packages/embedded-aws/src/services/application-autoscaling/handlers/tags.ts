import { AwsError } from '../../../gateway/aws-error';
import { callOperation, succeeded } from '../../../gateway/calls';
import type { Handler, Next } from '../../../gateway/handler';
import { asList, asObject, asText, jsonAnswer, type JsonObject, jsonOf } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';
import { Table } from '../../../gateway/table';

/** Tags of scalable targets by the target's ARN; the targets themselves are moto's. */
const scalableTargetTags = new Table<JsonObject>('AWS::ApplicationAutoScaling::ScalableTarget');

/** Most tags of one resource (Application Auto Scaling API Reference, "TagResource"). */
const MAX_TAGS = 50;

/** Keeps the tags that a scalable target is registered with, until it is deregistered. */
export const registeredTags: Handler = {
  service: 'application-autoscaling',
  operations: ['RegisterScalableTarget', 'DeregisterScalableTarget'],
  handle: async (request, next, { memory, moto }) => {
    const before = await findTarget(request, moto);
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const records = scalableTargetTags.in(memory, request);
    if (request.operation === 'DeregisterScalableTarget') records.delete(before);
    else if (before === '') records.set(asText(jsonOf(answer)['ScalableTargetARN']), asObject(jsonOf(request)['Tags']));
    return answer;
  },
};

/** @returns ARN of the scalable target that a request is about; empty if there is none yet */
async function findTarget(request: AwsRequest, moto: Next): Promise<string> {
  const { ServiceNamespace, ResourceId, ScalableDimension } = jsonOf(request);
  const filter = { ServiceNamespace, ScalableDimension, ResourceIds: [ResourceId] };
  const found = await callOperation(request, moto, 'DescribeScalableTargets', filter);
  return asText(asObject(asList(found?.['ScalableTargets'])[0])['ScalableTargetARN']);
}

type Change = (tags: JsonObject, input: JsonObject) => JsonObject;

/** What becomes of a target's tags, per operation. */
const CHANGES: Readonly<Record<string, Change>> = {
  ListTagsForResource: (tags) => tags,
  TagResource: (tags, { Tags }) => ({ ...tags, ...asObject(Tags) }),
  UntagResource: (tags, { TagKeys }) =>
    Object.fromEntries(Object.entries(tags).filter(([key]) => !asList(TagKeys).includes(key))),
};

/** Lists and changes the tags of scalable targets, which moto does not keep. */
export const targetTags: Handler = {
  service: 'application-autoscaling',
  operations: Object.keys(CHANGES),
  handle: (request, _next, { memory }) => {
    const records = scalableTargetTags.in(memory, request);
    const input = jsonOf(request);
    const arn = asText(input['ResourceARN']);
    const before = records.get(arn);
    if (before === undefined)
      throw new AwsError('ResourceNotFoundException', `No scalable target found for ARN: ${arn}`);
    const tags = CHANGES[request.operation]?.(before, input) ?? before;
    if (Object.keys(tags).length > MAX_TAGS) {
      throw new AwsError(
        'TooManyTagsException',
        `A resource can have ${MAX_TAGS} tags, not ${Object.keys(tags).length}`,
      );
    }
    records.set(arn, tags);
    return Promise.resolve(jsonAnswer(request.operation === 'ListTagsForResource' ? { Tags: tags } : {}));
  },
};
