import type { PushReport } from './rehearse-push';
import type { Answer } from './traffic';

/** Longest part of a body that is shown, in characters. */
const BODY_SHOWN = 60;

/** What a person wants to know of a delivery. @returns several lines without an end of line */
export function renderPush({ service, sha, url, before, after, traffic }: PushReport): string {
  return [
    `Commit ${sha.slice(0, 7)} of ${service} was delivered. GET ${url}`,
    `  before: ${renderAnswer(before)}`,
    `  after:  ${renderAnswer(after)}`,
    ...(traffic === undefined ? [] : [`  while it rolled out: ${traffic.requests} requests, none failed`]),
  ].join('\n');
}

function renderAnswer({ status, body }: Answer): string {
  const line = body.replaceAll(/\s+/g, ' ').trim();
  return `${status} ${line.length > BODY_SHOWN ? `${line.slice(0, BODY_SHOWN)}...` : line}`;
}
