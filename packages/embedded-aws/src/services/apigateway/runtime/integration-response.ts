import type { Integration, IntegrationResponse } from '@aws-sdk/client-api-gateway';

import type { ApiAnswer, AuthorizedCall } from './call';
import { contextOf } from './context';
import { Refusal } from './gateway-response';
import type { HeaderValues } from './header-rules';
import { valueOf } from './parameters';
import { fillIn, sourcesOf } from './templates';

/** What an integration gave, before the API makes its own answer of it. */
export interface IntegrationOutput {
  readonly headers: HeaderValues;
  readonly body: Buffer;
}

/**
 * Makes the answer of an integration that is no proxy (API Gateway Developer Guide, "Set up an integration response").
 * @param status what the patterns of the integration's responses select by
 * @throws Refusal `API_CONFIGURATION_ERROR` if no response is meant for the status
 */
export function answerOf(
  call: AuthorizedCall,
  { integrationResponses = {} }: Integration,
  status: string,
  output: IntegrationOutput,
): ApiAnswer {
  const response = select(Object.values(integrationResponses), status);
  if (response === undefined) throw new Refusal('API_CONFIGURATION_ERROR');
  const [contentType, body] = bodyOf(call, response, output);
  return {
    status: Number(response.statusCode),
    headers: { 'content-type': contentType, ...headersOf(call, response, output) },
    body,
  };
}

function select(responses: readonly IntegrationResponse[], status: string): IntegrationResponse | undefined {
  const isDefault = ({ selectionPattern = '' }: IntegrationResponse): boolean => selectionPattern === '';
  const isMeant = ({ selectionPattern = '' }: IntegrationResponse): boolean =>
    new RegExp(`^(?:${selectionPattern})$`).test(status);
  return responses.find((each) => !isDefault(each) && isMeant(each)) ?? responses.find(isDefault);
}

function bodyOf(
  call: AuthorizedCall,
  { responseTemplates = {} }: IntegrationResponse,
  { headers, body }: IntegrationOutput,
): readonly [contentType: string, body: Buffer] {
  const [type, template] = Object.entries(responseTemplates)[0] ?? [];
  if (type === undefined || template === undefined) return [headers['content-type']?.[0] ?? 'application/json', body];
  return [type, Buffer.from(fillIn(template, sourcesOf(call)))];
}

function headersOf(
  call: AuthorizedCall,
  { responseParameters = {} }: IntegrationResponse,
  output: IntegrationOutput,
): Readonly<Record<string, string>> {
  const sources = { call, context: contextOf(call, call.claims) };
  const prefix = 'method.response.header.';
  const mapped = Object.entries(responseParameters)
    .filter(([target]) => target.startsWith(prefix))
    .map(([target, source]) => {
      const header = /^integration\.response\.header\.(.+)$/.exec(source)?.[1]?.toLowerCase();
      const value = header === undefined ? valueOf(source, sources) : output.headers[header]?.join(',');
      return [target.slice(prefix.length).toLowerCase(), value] as const;
    });
  return Object.fromEntries(mapped.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
