import { describeDelivery } from './deliver';
import type { PushReport } from './rehearse-push';
import type { Answer } from './traffic';
import { describeResponse } from './webhook-checks';

/** Longest part of a body that is shown, in characters. */
const BODY_SHOWN = 60;

/** What a person wants to know of a delivery. @returns several lines without an end of line */
export function renderPush(report: PushReport): string {
  const { service, sha, seconds, url, before, after, deliveries, webhookChecks, traffic } = report;
  return [
    `Commit ${sha.slice(0, 7)} of ${service} was delivered in ${Math.ceil(seconds)} s. GET ${url}`,
    ...deliveries.map((delivery) => `  ${describeDelivery(delivery)}`),
    ...webhookChecks.map(({ what, response }) => `  the same ${what} starts nothing: ${describeResponse(response)}`),
    `  before: ${renderAnswer(before)}`,
    `  after:  ${renderAnswer(after)}`,
    ...(traffic === undefined ? [] : [`  while it rolled out: ${traffic.requests} requests, none failed`]),
  ].join('\n');
}

function renderAnswer({ status, body }: Answer): string {
  const line = body.replaceAll(/\s+/g, ' ').trim();
  return `${status} ${line.length > BODY_SHOWN ? `${line.slice(0, BODY_SHOWN)}...` : line}`;
}
