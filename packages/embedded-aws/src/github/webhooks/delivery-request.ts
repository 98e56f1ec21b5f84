import { createHmac } from 'node:crypto';
import type { Hook } from '../api/store';
import type { DeliveryRequest, WebhookEvent } from './delivery';

/** GitHub appends 7 digits that change with its releases ("Webhook events and payloads", GitHub Docs). */
const USER_AGENT = 'GitHub-Hookshot/0000000';

/**
 * The request that tells a webhook of an event ("Webhook events and payloads: Delivery headers", GitHub Docs). The
 * signatures are made of the body as it is sent, form or JSON ("Validating webhook deliveries").
 */
export function deliveryRequest(hook: Hook, event: WebhookEvent): DeliveryRequest {
  const json = JSON.stringify(event.payload);
  const isJson = hook.config.contentType === 'json';
  const body = isJson ? json : new URLSearchParams({ payload: json }).toString();
  const headers = {
    Accept: '*/*',
    'Content-Type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
    'User-Agent': USER_AGENT,
    'X-GitHub-Delivery': event.guid,
    'X-GitHub-Event': event.name,
    'X-GitHub-Hook-ID': String(hook.id),
    'X-GitHub-Hook-Installation-Target-ID': String(hook.repository.id),
    'X-GitHub-Hook-Installation-Target-Type': 'repository',
    ...signatures(hook.config.secret, body),
  };
  return { url: hook.config.url, headers, body };
}

function signatures(secret: string | undefined, body: string): Record<string, string> {
  if (secret === undefined) return {};
  const digest = (algorithm: string): string => createHmac(algorithm, secret).update(body).digest('hex');
  return {
    'X-Hub-Signature': `sha1=${digest('sha1')}`,
    'X-Hub-Signature-256': `sha256=${digest('sha256')}`,
  };
}
