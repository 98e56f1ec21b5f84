import { pingEvent } from '../webhooks/ping-event';
import { changedHookSettings, newHookSettings } from './hook-body';
import { checkAgainst } from './hook-rules';
import { hookView } from './hook-view';
import { paginate } from './pagination';
import { repositoryFacts } from './repository-facts';
import { type ApiAnswer, type ApiRequest, hookOf, REPOSITORY, repositoryOf, type Route } from './route';
import type { Hook } from './store';

const HOOKS = `${REPOSITORY}/hooks`;
const HOOK = `${HOOKS}/:id`;

/** Operations on webhooks. */
export const hookRoutes: readonly Route[] = [
  { method: 'GET', path: HOOKS, docs: 'repos/webhooks#list-repository-webhooks', answer: listHooks },
  { method: 'POST', path: HOOKS, docs: 'repos/webhooks#create-a-repository-webhook', answer: createHook },
  { method: 'GET', path: HOOK, docs: 'repos/webhooks#get-a-repository-webhook', answer: getHook },
  { method: 'PATCH', path: HOOK, docs: 'repos/webhooks#update-a-repository-webhook', answer: updateHook },
  { method: 'DELETE', path: HOOK, docs: 'repos/webhooks#delete-a-repository-webhook', answer: deleteHook },
  { method: 'POST', path: `${HOOK}/pings`, docs: 'repos/webhooks#ping-a-repository-webhook', answer: pingHook },
  { method: 'POST', path: `${HOOK}/tests`, docs: 'repos/webhooks#test-the-push-repository-webhook', answer: testHook },
];

function listHooks(request: ApiRequest): ApiAnswer {
  const { items, link } = paginate(request.store.hooks(repositoryOf(request)), request.url);
  const body = items.map((hook) => viewOf(request, hook));
  return { status: 200, headers: link === undefined ? {} : { link }, body };
}

async function createHook(request: ApiRequest): Promise<ApiAnswer> {
  const repository = repositoryOf(request);
  const settings = newHookSettings(request.body);
  checkAgainst(request.store.hooks(repository), settings);
  const hook = request.store.addHook(repository, settings);
  const body = viewOf(request, hook);
  if (hook.active) await ping(request, hook);
  return { status: 201, headers: { location: String(body['url']) }, body };
}

function getHook(request: ApiRequest): ApiAnswer {
  return { status: 200, body: viewOf(request, hookOf(request)) };
}

function updateHook(request: ApiRequest): ApiAnswer {
  const hook = hookOf(request);
  const settings = changedHookSettings(hook, request.body);
  const others = request.store.hooks(hook.repository).filter((other) => other.id !== hook.id);
  checkAgainst(others, settings);
  return { status: 200, body: viewOf(request, request.store.updateHook(hook, settings)) };
}

function deleteHook(request: ApiRequest): ApiAnswer {
  request.store.deleteHook(hookOf(request));
  return { status: 204 };
}

async function pingHook(request: ApiRequest): Promise<ApiAnswer> {
  await ping(request, hookOf(request));
  return { status: 204 };
}

/** Repeats the last push, for a webhook that listens to pushes. */
function testHook(request: ApiRequest): ApiAnswer {
  const hook = hookOf(request);
  request.deliveries.repeat('push', hook);
  return { status: 204 };
}

function viewOf({ apiUrl, deliveries }: ApiRequest, hook: Hook): Record<string, unknown> {
  return hookView(apiUrl, hook, deliveries.all(hook).at(-1));
}

async function ping(request: ApiRequest, hook: Hook): Promise<void> {
  const facts = await repositoryFacts(request, hook.repository);
  const last = request.deliveries.all(hook).at(-1);
  request.deliveries.send(hook, pingEvent({ apiUrl: request.apiUrl, hook, facts, last }));
}
