import { AwsError } from '../../../gateway/aws-error';
import { asText, type JsonObject } from '../../../gateway/json';

/** A part of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** What asks for the next part; undefined for the last one. */
  readonly nextToken: string | undefined;
}

/**
 * The part of a list that a caller asks for with `maxResults` and `nextToken`.
 * @param size items of a page if the caller does not say
 * @throws AwsError `InvalidNextTokenException`
 */
export function pageOf<T>(all: readonly T[], input: JsonObject, size = 100): Page<T> {
  const start = input['nextToken'] === undefined ? 0 : Number(asText(input['nextToken']));
  if (!Number.isInteger(start) || start < 0 || start > all.length) {
    throw new AwsError('InvalidNextTokenException', 'The next token was specified in an invalid format.');
  }
  const end = start + Number(input['maxResults'] ?? size);
  return { items: all.slice(start, end), nextToken: end < all.length ? String(end) : undefined };
}
