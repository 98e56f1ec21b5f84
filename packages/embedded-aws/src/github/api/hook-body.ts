import { z } from 'zod';
import { bodyIsNoObject, type GithubError, invalidRequest, unreadableBody, validationFailed } from './github-error';
import type { HookConfig, HookSettings } from './store';

const text = z.string().optional();
const names = z.array(z.string()).optional();
const configBody = z.object({
  url: text,
  content_type: text,
  insecure_ssl: z.union([z.string(), z.number()]).optional(),
  secret: text,
});
const hookBody = z.object({
  name: text,
  active: z.boolean().optional(),
  events: names,
  add_events: names,
  remove_events: names,
  config: configBody.optional(),
});

type HookBody = z.infer<typeof hookBody>;
type ConfigBody = z.infer<typeof configBody>;

/**
 * Reads the body of "Create a repository webhook" (GitHub Docs, REST API endpoints for repository webhooks), with its
 * defaults: active, event `push`, content type `form`, certificates verified.
 * @throws GithubError 400 or 422 in GitHub's words
 */
export function newHookSettings(json: string): HookSettings {
  const body = parse(json);
  if (body.name !== undefined && body.name !== 'web') {
    throw validationFailed([{ resource: 'Hook', code: 'invalid', field: 'name' }]);
  }
  return {
    active: body.active ?? true,
    events: unique(body.events ?? ['push']),
    config: hookConfig(body.config ?? {}),
  };
}

/**
 * Applies the body of "Update a repository webhook" to a webhook's settings. A `config` replaces the whole one: a secret
 * that is not sent again is removed.
 * @throws GithubError 400 or 422 in GitHub's words
 */
export function changedHookSettings(current: HookSettings, json: string): HookSettings {
  const body = parse(json);
  const removed = new Set(body.remove_events);
  const events = [...(body.events ?? current.events), ...(body.add_events ?? [])].filter(
    (event) => !removed.has(event),
  );
  return {
    active: body.active ?? current.active,
    events: unique(events),
    config: body.config === undefined ? current.config : hookConfig(body.config),
  };
}

function parse(json: string): HookBody {
  const body = hookBody.safeParse(parseJson(json), { reportInput: true });
  if (!body.success) {
    throw shapeError(body.error.issues[0]);
  }
  return body.data;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw unreadableBody();
  }
}

/** Words of GitHub's JSON schema check, e.g. `For 'properties/events', "push" is not an array.` */
function shapeError(issue: z.core.$ZodIssue | undefined): GithubError {
  if (issue === undefined || issue.path.length === 0) {
    return bodyIsNoObject();
  }
  if (issue.code !== 'invalid_type') {
    return invalidRequest('No subschema in "anyOf" matched.');
  }
  const pointer = issue.path.map((key) => (typeof key === 'string' ? `properties/${key}` : 'items')).join('/');
  const value = issue.input === null ? 'nil' : JSON.stringify(issue.input);
  const article = /^[ao]/.test(issue.expected) ? 'an' : 'a';
  return invalidRequest(`For '${pointer}', ${value} is not ${article} ${issue.expected}.`);
}

/** An empty string counts as not given: clients written in Go send it for what the user left out. */
function hookConfig(body: ConfigBody): HookConfig {
  return {
    url: hookUrl(body.url ?? ''),
    contentType: contentType(body.content_type ?? ''),
    insecureSsl: String(body.insecure_ssl ?? '0') === '1' ? '1' : '0',
    ...(body.secret === undefined || body.secret === '' ? {} : { secret: body.secret }),
  };
}

function hookUrl(url: string): string {
  if (url === '') {
    throw refusedConfig('Config must contain URL for webhooks');
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw refusedConfig(
      "The URL you've entered is not valid. Please make sure that you encode all special characters first",
    );
  }
  return url;
}

function contentType(name: string): 'form' | 'json' {
  if (name === '' || name === 'form' || name === 'json') {
    return name === '' ? 'form' : name;
  }
  throw refusedConfig("Config content_type must be 'form' or 'json'");
}

function refusedConfig(message: string): GithubError {
  return validationFailed([{ resource: 'Hook', code: 'custom', message }]);
}

function unique(events: readonly string[]): string[] {
  return [...new Set(events)];
}
