import type { Integration } from '@aws-sdk/client-api-gateway';

import type { AuthorizedCall } from './call';
import { contextOf } from './context';
import { notEmulated, Refusal } from './gateway-response';
import { render, type VariableSources } from './variables';

/** What only the Velocity Template Language has: directives, and variables that are not plain. */
const VELOCITY =
  /(?:^|[^\\])#(?:set|if|elseif|else|end|foreach|macro|parse|include|stop|\{)|\$!?\{?(?:input|util|context)\b/;

/**
 * Fills in a mapping template that has `$context.<name>` and `$stageVariables.<name>` alone.
 * @throws Refusal if the template has more than that
 */
export function fillIn(template: string, sources: VariableSources): string {
  const filled = render(template, sources, '');
  if (VELOCITY.test(filled)) throw notEmulated('mapping templates in the Velocity Template Language');
  return filled;
}

/**
 * Makes the body that an integration gets: the template of the request's content type filled in, or the body as it came.
 * Source: API Gateway Developer Guide, "Method request behavior for payloads without mapping templates".
 * @throws Refusal `UNSUPPORTED_MEDIA_TYPE` if the integration takes none as it came
 */
export function integrationBody(call: AuthorizedCall, integration: Integration): Buffer {
  const { requestTemplates = {}, passthroughBehavior = 'WHEN_NO_MATCH' } = integration;
  const [type = ''] = (call.incoming.headers['content-type'] ?? 'application/json').split(';');
  const template = requestTemplates[type.trim().toLowerCase()];
  if (template !== undefined) return Buffer.from(fillIn(template, sourcesOf(call)));
  const hasTemplates = Object.keys(requestTemplates).length > 0;
  if (passthroughBehavior === 'WHEN_NO_MATCH' || (passthroughBehavior === 'WHEN_NO_TEMPLATES' && !hasTemplates)) {
    return call.body;
  }
  throw new Refusal('UNSUPPORTED_MEDIA_TYPE');
}

/** The variables that templates of a method have. */
export function sourcesOf(call: AuthorizedCall): VariableSources {
  return { context: contextOf(call, call.claims), stageVariables: call.stage.variables ?? {} };
}

/** Reads the status that the request template of a mock answers with. @throws Refusal if it tells none */
export function mockStatus(filled: Buffer): string {
  try {
    const { statusCode } = JSON.parse(filled.toString()) as { statusCode?: unknown };
    if (typeof statusCode === 'number' || typeof statusCode === 'string') return String(statusCode);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refusal('API_CONFIGURATION_ERROR');
}
