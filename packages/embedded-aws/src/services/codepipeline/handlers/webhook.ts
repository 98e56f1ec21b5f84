import { AwsError } from '../../../gateway/aws-error';
import { asList, asObject, asText, type JsonObject } from '../../../gateway/json';
import { Table } from '../../../gateway/table';

/** Webhooks by name, as ListWebhooks describes them. */
export const webhooks = new Table<JsonObject>('AWS::CodePipeline::Webhook');

/** What each way of authentication needs, of `AllowedIPRange` and `SecretToken`, and no more. */
const AUTHENTICATIONS: Readonly<Record<string, readonly string[]>> = {
  GITHUB_HMAC: ['SecretToken'],
  IP: ['AllowedIPRange'],
  UNAUTHENTICATED: [],
};

/**
 * Checks a webhook's own settings (CodePipeline API Reference, "WebhookDefinition").
 * @throws AwsError as PutWebhook does
 */
export function checkWebhook(webhook: JsonObject): void {
  checkAuthentication(webhook);
  const filters = asList(webhook['filters']).map(asObject);
  if (filters.length < 1 || filters.length > 5) {
    throw invalidFilter(`A webhook has 1 to 5 filters, got ${filters.length}`);
  }
  const wrong = filters.map(({ jsonPath }) => asText(jsonPath)).find((jsonPath) => !jsonPath.startsWith('$'));
  if (wrong !== undefined) throw invalidFilter(`Invalid JSON path: ${wrong}`);
}

function checkAuthentication({ authentication, authenticationConfiguration }: JsonObject): void {
  const expected = AUTHENTICATIONS[asText(authentication)];
  const found = Object.keys(asObject(authenticationConfiguration));
  const isRight = expected?.length === found.length && found.every((name) => expected.includes(name));
  if (isRight) return;
  const rule = expected === undefined ? 'is unknown' : `takes ${expected.join(', ') || 'nothing'}`;
  throw new AwsError(
    'InvalidWebhookAuthenticationParametersException',
    `Authentication ${asText(authentication)} ${rule}, got ${found.join(', ') || 'nothing'}`,
  );
}

function invalidFilter(message: string): AwsError {
  return new AwsError('InvalidWebhookFilterPatternException', message);
}
