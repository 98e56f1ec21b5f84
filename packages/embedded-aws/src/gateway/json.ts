import type { AwsAnswer } from './answer';

/** A structure of AWS's JSON protocols; what a member holds is found out with the functions below. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The JSON object that a call or an answer carries; empty if it carries nothing. */
export function jsonOf({ body }: { readonly body: Buffer }): JsonObject {
  return body.length === 0 ? {} : asObject(JSON.parse(body.toString()));
}

/** @param status HTTP status @default 200 */
export function jsonAnswer(output: JsonObject, status = 200): AwsAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(output)) };
}

/** @returns the value if it is an object, otherwise an empty one */
export function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** @returns the value if it is a list, otherwise an empty one */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** @returns the value if it is a text, otherwise an empty one */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
