import { JSONPath } from 'jsonpath-plus';

import type { ApiCall } from './call';
import type { Variables } from './variables';

/** Where the values of parameters come from. */
export interface ParameterSources {
  readonly call: ApiCall;
  readonly context: Variables;
  /** Decoded. @default none */
  readonly pathParameters?: Variables;
}

/**
 * Finds the value that a mapping names: `'text'`, `context.<name>`, `stageVariables.<name>` or part of the request,
 * `method.request.{path,header,querystring,multivalueheader,multivaluequerystring}.<name>`, `method.request.body` and
 * `method.request.body.<JSONPath>`.
 * Source: API Gateway Developer Guide, "Parameter mapping source reference for REST APIs in API Gateway".
 * @returns undefined if there is no value
 */
export function valueOf(source: string, { call, context, pathParameters = {} }: ParameterSources): string | undefined {
  const constant = /^'(.*)'$/s.exec(source)?.[1];
  if (constant !== undefined) return constant;
  const [kind = '', name = ''] = splitSource(source);
  const query = new URLSearchParams(call.address.search);
  const headers = call.incoming.headersDistinct[name.toLowerCase()];
  const values: Readonly<Record<string, () => string | undefined>> = {
    context: () => context[name],
    stageVariables: () => call.stage.variables?.[name],
    'method.request.path': () => pathParameters[name],
    'method.request.header': () => headers?.at(-1),
    'method.request.multivalueheader': () => headers?.join(','),
    'method.request.querystring': () => query.getAll(name).at(-1),
    'method.request.multivaluequerystring': () => (query.has(name) ? query.getAll(name).join(',') : undefined),
    'method.request.body': () => bodyValue(call.body, name),
  };
  return values[kind]?.();
}

function splitSource(source: string): readonly string[] {
  return /^(context|stageVariables|method\.request\.[a-z]+)(?:\.(.+))?$/.exec(source)?.slice(1) ?? [];
}

function bodyValue(body: Buffer, path: string | undefined): string | undefined {
  const text = body.toString();
  if (!path) return text;
  try {
    const found = JSONPath<unknown>({ path: `$.${path}`, json: JSON.parse(text) as object, wrap: false, eval: false });
    return found === undefined || typeof found === 'string' ? found : JSON.stringify(found);
  } catch (error) {
    // A body that is not JSON has no parts.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
