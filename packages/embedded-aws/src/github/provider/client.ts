import { isNativeError } from 'node:util/types';
import { z } from 'zod';
import { ProviderError } from './provider-error';
import { RefusedRequest } from './refused-request';
import type { ProviderSettings } from './settings';

/** Body of "Create a repository webhook" and "Update a repository webhook". */
export interface HookRequest {
  readonly name: 'web';
  readonly active: boolean;
  /** Left out when empty; GitHub then takes `push`. */
  readonly events?: readonly string[];
  readonly config: Readonly<Record<'content_type' | 'insecure_ssl' | 'secret' | 'url', string>>;
}

const hookAnswer = z.object({
  id: z.number(),
  active: z.boolean(),
  events: z.array(z.string()),
  url: z.string(),
  config: z.object({
    content_type: z.string().optional(),
    insecure_ssl: z.union([z.string(), z.number()]).optional(),
    secret: z.string().optional(),
    url: z.string().optional(),
  }),
});

/** The part of GitHub's answer that the provider reads. */
export type HookAnswer = z.infer<typeof hookAnswer>;

/** Creates a webhook. @throws RefusedRequest */
export async function createHook(
  settings: ProviderSettings,
  repository: string,
  body: HookRequest,
): Promise<HookAnswer> {
  return hookAnswer.parse(await send(settings, 'POST', hooksPath(settings, repository), body));
}

/** Reads a webhook. @throws RefusedRequest */
export async function getHook(settings: ProviderSettings, repository: string, id: string): Promise<HookAnswer> {
  return hookAnswer.parse(await send(settings, 'GET', `${hooksPath(settings, repository)}/${id}`));
}

/** Changes a webhook. @throws RefusedRequest */
export async function editHook(
  settings: ProviderSettings,
  repository: string,
  id: string,
  body: HookRequest,
): Promise<HookAnswer> {
  return hookAnswer.parse(await send(settings, 'PATCH', `${hooksPath(settings, repository)}/${id}`, body));
}

/** Deletes a webhook. @throws RefusedRequest */
export async function deleteHook(settings: ProviderSettings, repository: string, id: string): Promise<void> {
  await send(settings, 'DELETE', `${hooksPath(settings, repository)}/${id}`);
}

function hooksPath({ owner }: ProviderSettings, repository: string): string {
  if (owner === '') {
    throw new ProviderError(
      'No owner of the repository',
      'The provider block names no owner. Set owner to the GitHub user or organization that has the repository.',
    );
  }
  return `repos/${encodeURIComponent(owner)}/${encodeURIComponent(repository)}/hooks`;
}

async function send(settings: ProviderSettings, method: string, path: string, body?: HookRequest): Promise<unknown> {
  const url = settings.apiUrl + path;
  const response = await connect(url, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      ...(settings.token === '' ? {} : { authorization: `Bearer ${settings.token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new RefusedRequest(method, url, response.status, text);
  }
  return text === '' ? undefined : JSON.parse(text);
}

async function connect(url: string, request: RequestInit & { readonly method: string }): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    const cause = isNativeError(error) && isNativeError(error.cause) ? error.cause.message : String(error);
    throw new ProviderError(
      `${request.method} ${url}: ${cause}`,
      'GitHub cannot be reached. Check base_url of the provider block.',
    );
  }
}
