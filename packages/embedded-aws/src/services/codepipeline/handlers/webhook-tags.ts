import { AwsError } from '../../../gateway/aws-error';
import type { Handler } from '../../../gateway/handler';
import { asList, asObject, asText, jsonAnswer, type JsonObject, jsonOf } from '../../../gateway/json';
import { withoutTags, withTags } from '../../../gateway/tags';
import { webhooks } from './webhook';

type Change = (tags: unknown, input: JsonObject) => readonly JsonObject[];

/** What becomes of a webhook's tags, per operation. */
const CHANGES: Readonly<Record<string, Change>> = {
  ListTagsForResource: (before) => asList(before).map(asObject),
  TagResource: (before, { tags }) => withTags(before, tags, 'key'),
  UntagResource: (before, { tagKeys }) => withoutTags(before, tagKeys, 'key'),
};

/** The tags of webhooks; those of pipelines are moto's. */
export const webhookTags: Handler = {
  service: 'codepipeline',
  operations: Object.keys(CHANGES),
  handle: async (request, next, { memory }) => {
    const input = jsonOf(request);
    const name = /:webhook:(.+)$/.exec(asText(input['resourceArn']))?.[1];
    if (name === undefined) return next(request);
    const webhook = webhooks.in(memory, request).get(name);
    if (webhook === undefined) {
      throw new AwsError('ResourceNotFoundException', `There is no webhook with the name '${name}'`);
    }
    const tags = CHANGES[request.operation]?.(webhook['tags'], input) ?? [];
    webhooks.in(memory, request).set(name, { ...webhook, tags });
    return jsonAnswer(request.operation === 'ListTagsForResource' ? { tags } : {});
  },
};
