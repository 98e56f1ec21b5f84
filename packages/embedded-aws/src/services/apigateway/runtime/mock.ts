import type { Integration } from '@aws-sdk/client-api-gateway';

import type { ApiAnswer, AuthorizedCall } from './call';
import { answerOf } from './integration-response';
import { integrationBody, mockStatus } from './templates';

/**
 * Answers without a backend (API Gateway Developer Guide, "Set up mock integrations in API Gateway").
 * @throws Refusal if no request template tells the status
 */
export function mock(call: AuthorizedCall, integration: Integration): ApiAnswer {
  const status = mockStatus(integrationBody(call, integration));
  return answerOf(call, integration, status, { headers: {}, body: Buffer.alloc(0) });
}
