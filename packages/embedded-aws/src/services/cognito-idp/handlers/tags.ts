import { callOperation } from '../../../gateway/calls';
import type { Handler, Next } from '../../../gateway/handler';
import { asList, asObject, asText, jsonAnswer, type JsonObject, jsonOf } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';
import { notFound } from './errors';

/** Members of a user pool's description that are no part of its settings. */
const DERIVED = new Set([
  'Id',
  'Arn',
  'Name',
  'Status',
  'CreationDate',
  'LastModifiedDate',
  'EstimatedNumberOfUsers',
  'SchemaAttributes',
  'Domain',
]);

/** What becomes of a user pool's tags, per operation. */
const CHANGES: Readonly<Record<string, (tags: JsonObject, input: JsonObject) => JsonObject>> = {
  ListTagsForResource: (tags) => tags,
  TagResource: (tags, { Tags }) => ({ ...tags, ...asObject(Tags) }),
  UntagResource: (tags, { TagKeys }) =>
    Object.fromEntries(Object.entries(tags).filter(([key]) => !asList(TagKeys).includes(key))),
};

/** Lists and changes the tags of user pools, which moto sets only with all other settings. */
export const userPoolTags: Handler = {
  service: 'cognito-idp',
  operations: Object.keys(CHANGES),
  handle: async (request, _next, { moto }) => {
    const pool = await poolOf(request, moto);
    const before = asObject(pool['UserPoolTags']);
    const tags = CHANGES[request.operation]?.(before, jsonOf(request)) ?? before;
    if (request.operation === 'ListTagsForResource') return jsonAnswer({ Tags: tags });
    const settings = Object.entries(pool).filter(([name]) => !DERIVED.has(name));
    const changed = { ...Object.fromEntries(settings), UserPoolId: pool['Id'], UserPoolTags: tags };
    await callOperation(request, moto, 'UpdateUserPool', changed);
    return jsonAnswer({});
  },
};

async function poolOf(request: AwsRequest, moto: Next): Promise<JsonObject> {
  const arn = asText(jsonOf(request)['ResourceArn']);
  const UserPoolId = arn.slice(arn.indexOf('userpool/') + 'userpool/'.length);
  const found = await callOperation(request, moto, 'DescribeUserPool', { UserPoolId });
  if (found === undefined) throw notFound(`User pool ${UserPoolId} does not exist.`);
  return asObject(found['UserPool']);
}
