import { JSONPath } from 'jsonpath-plus';

import { asText, type JsonObject } from '../../../gateway/json';

/** `{Branch}`: a property of the target action's configuration. */
const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * Whether an event passes a filter (CodePipeline API Reference, "WebhookFilterRule").
 * @param filter its `jsonPath` has to be there and, if it says `matchEquals`, to be exactly that
 * @param configuration of the action that the webhook is for
 */
export function passes(
  event: JsonObject,
  { jsonPath, matchEquals }: JsonObject,
  configuration: Readonly<Record<string, string>>,
): boolean {
  const found = JSONPath<unknown[]>({ path: asText(jsonPath), json: event, eval: 'safe', wrap: true });
  if (matchEquals === undefined) return found.length > 0;
  const expected = asText(matchEquals).replaceAll(
    PLACEHOLDER,
    (placeholder, property: string) => configuration[property] ?? placeholder,
  );
  return found.some((value) => String(value) === expected);
}
