import { AwsError } from '../../../gateway/aws-error';
import { asText, type JsonObject } from '../../../gateway/json';
import { type JsonAction, jsonHandler } from '../../../gateway/json-handler';
import { withoutTags, withTags } from '../../../gateway/tags';
import { tagLists } from './records';

/** @param change what becomes of the tags */
function tagging(change: (tags: unknown, input: JsonObject) => unknown): JsonAction {
  return (input, request, { memory }) => {
    const [records, arn] = [tagLists.in(memory, request), asText(input['ResourceArn'])];
    if (!records.has(arn)) {
      throw new AwsError('ArnNotSupportedException', `There is no application or deployment group ${arn}`);
    }
    const Tags = change(records.get(arn), input);
    records.set(arn, Tags);
    return request.operation === 'ListTagsForResource' ? { Tags } : {};
  };
}

/** Keeps the tags of applications and deployment groups. */
export const keptTags = jsonHandler('codedeploy', {
  ListTagsForResource: tagging((tags) => tags),
  TagResource: tagging((before, { Tags }) => withTags(before, Tags, 'Key')),
  UntagResource: tagging((before, { TagKeys }) => withoutTags(before, TagKeys, 'Key')),
});
