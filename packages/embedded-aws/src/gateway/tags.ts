import { asList, asObject, type JsonObject } from './json';

/** Tags as a list of pairs; services differ in how they spell the name of the key. */
type TagList = readonly JsonObject[];

/**
 * What a TagResource makes of tags: those of a key that was there are replaced.
 * @param keyName `key` or `Key`
 */
export function withTags(before: unknown, added: unknown, keyName: 'key' | 'Key'): TagList {
  const keys = asList(added).map((tag) => asObject(tag)[keyName]);
  return [...withoutTags(before, keys, keyName), ...asList(added).map(asObject)];
}

/**
 * What an UntagResource leaves of tags.
 * @param keyName `key` or `Key`
 */
export function withoutTags(before: unknown, keys: unknown, keyName: 'key' | 'Key'): TagList {
  const tags = asList(before).map(asObject);
  return tags.filter((tag) => !asList(keys).includes(tag[keyName]));
}
