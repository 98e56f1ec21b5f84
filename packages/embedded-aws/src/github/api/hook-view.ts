import type { Delivery } from '../webhooks/delivery';
import type { Hook } from './store';
import { timestamp } from './user-view';

/** What GitHub shows in place of a webhook's secret. */
const MASKED_SECRET = '********';

/**
 * A webhook as the REST API shows it ("Get a repository webhook", GitHub Docs).
 * @param apiUrl - address of the API without a slash at its end
 * @param last - the last delivery, if there was one
 */
export function hookView(apiUrl: string, hook: Hook, last?: Delivery): Record<string, unknown> {
  const url = `${apiUrl}/repos/${hook.repository.owner}/${hook.repository.name}/hooks/${hook.id}`;
  return {
    type: 'Repository',
    id: hook.id,
    name: 'web',
    active: hook.active,
    events: hook.events,
    config: configView(hook),
    updated_at: timestamp(hook.updatedAt),
    created_at: timestamp(hook.createdAt),
    url,
    test_url: `${url}/test`,
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
    last_response: lastResponseView(last),
  };
}

function configView({ config }: Hook): Record<string, string> {
  return {
    content_type: config.contentType,
    insecure_ssl: config.insecureSsl,
    ...(config.secret === undefined ? {} : { secret: MASKED_SECRET }),
    url: config.url,
  };
}

function lastResponseView(last: Delivery | undefined): Record<string, unknown> {
  if (last === undefined) return { code: null, status: 'unused', message: null };
  const { statusCode, status } = last.response;
  const kinds: Readonly<Record<string, string>> = { OK: 'active', 'timed out': 'timeout' };
  return { code: statusCode, status: kinds[status] ?? 'misconfigured', message: status };
}

/** A delivery as lists show it ("List deliveries for a repository webhook", GitHub Docs). */
export function deliveryView(delivery: Delivery): Record<string, unknown> {
  return {
    id: delivery.id,
    guid: delivery.event.guid,
    delivered_at: timestamp(delivery.deliveredAt),
    redelivery: delivery.redelivery,
    duration: delivery.durationSeconds,
    status: delivery.response.status,
    status_code: delivery.response.statusCode,
    event: delivery.event.name,
    action: null,
    installation_id: null,
    repository_id: delivery.hook.repository.id,
    throttled_at: null,
  };
}

/** A delivery with what was sent and answered ("Get a delivery for a repository webhook", GitHub Docs). */
export function wholeDeliveryView(delivery: Delivery): Record<string, unknown> {
  const { event, request, response } = delivery;
  const isAnswered = Object.keys(response.headers).length > 0;
  return {
    ...deliveryView(delivery),
    url: request.url,
    request: { headers: request.headers, payload: event.payload },
    response: { headers: isAnswered ? response.headers : null, payload: isAnswered ? response.body : null },
  };
}
