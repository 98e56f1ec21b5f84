import type { Delivery } from '../webhooks/delivery';
import { invalidRequest, notFound } from './github-error';
import { deliveryView, wholeDeliveryView } from './hook-view';
import { pageSize } from './pagination';
import { type ApiAnswer, type ApiRequest, hookOf, REPOSITORY, type Route } from './route';

const DELIVERIES = `${REPOSITORY}/hooks/:id/deliveries`;
const DELIVERY = `${DELIVERIES}/:delivery`;

/** Operations on deliveries of webhooks. */
export const deliveryRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: DELIVERIES,
    docs: 'repos/webhooks#list-deliveries-for-a-repository-webhook',
    answer: listDeliveries,
  },
  {
    method: 'GET',
    path: DELIVERY,
    docs: 'repos/webhooks#get-a-delivery-for-a-repository-webhook',
    answer: getDelivery,
  },
  {
    method: 'POST',
    path: `${DELIVERY}/attempts`,
    docs: 'repos/webhooks#redeliver-a-delivery-for-a-repository-webhook',
    answer: redeliver,
  },
];

/** The newest come first. A cursor names the last delivery of the page before. */
function listDeliveries(request: ApiRequest): ApiAnswer {
  const { url } = request;
  const before = cursorOf(url);
  const older = [...request.deliveries.all(hookOf(request))].reverse().filter(({ id }) => id < before);
  const page = older.slice(0, pageSize(url));
  const last = page.at(-1);
  const link = last !== undefined && page.length < older.length ? { link: nextLink(url, last) } : {};
  return { status: 200, headers: link, body: page.map(deliveryView) };
}

function cursorOf(url: URL): number {
  const cursor = url.searchParams.get('cursor');
  if (cursor === null) return Infinity;
  const id = /^v1_(?<id>\d+)$/.exec(cursor)?.groups?.['id'];
  if (id === undefined) throw invalidRequest(`Invalid cursor: ${cursor}`);
  return Number(id);
}

function nextLink(url: URL, { id }: Delivery): string {
  const target = new URL(url);
  target.searchParams.set('cursor', `v1_${id}`);
  return `<${target.href}>; rel="next"`;
}

function getDelivery(request: ApiRequest): ApiAnswer {
  return { status: 200, body: wholeDeliveryView(deliveryOf(request)) };
}

/** Sends the same event to where the webhook delivers now. */
function redeliver(request: ApiRequest): ApiAnswer {
  const { event } = deliveryOf(request);
  request.deliveries.send(hookOf(request), event, { redelivery: true });
  return { status: 202, body: {} };
}

function deliveryOf(request: ApiRequest): Delivery {
  const id = Number(request.params['delivery']);
  const delivery = request.deliveries.all(hookOf(request)).find((candidate) => candidate.id === id);
  if (delivery === undefined) {
    throw notFound();
  }
  return delivery;
}
