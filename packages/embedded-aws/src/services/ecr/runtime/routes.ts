import { continueUpload, finishUpload, getBlob, headBlob, startUpload } from './blobs';
import type { Exchange } from './exchange';
import { getManifest, listTags, putManifest } from './manifests';
import { RegistryError } from './registry-error';

/** What a request names, and the function that serves it. */
export interface Route extends Pick<Exchange, 'repositoryName' | 'name'> {
  readonly serve: (exchange: Exchange) => Promise<void>;
}

/** Paths after `/v2/` (OCI distribution specification, "Endpoints"): repository and name, and what each method does. */
const ROUTES: readonly (readonly [RegExp, Readonly<Record<string, Route['serve']>>])[] = [
  [/^()()$/, { GET: greet, HEAD: greet }],
  [/^(.+)\/manifests\/([^/]+)$/, { GET: getManifest, HEAD: getManifest, PUT: putManifest }],
  [/^(.+)\/blobs\/uploads\/()$/, { POST: startUpload }],
  [/^(.+)\/blobs\/uploads\/([^/]+)$/, { PATCH: continueUpload, PUT: finishUpload }],
  [/^(.+)\/blobs\/([^/]+)$/, { GET: getBlob, HEAD: headBlob }],
  [/^(.+)\/tags\/(list)$/, { GET: listTags }],
];

/** @throws RegistryError for what ECR does not offer */
export function routeOf(method: string, path: string): Route {
  const rest = /^\/v2\/?(.*)$/.exec(path)?.[1] ?? '/';
  for (const [pattern, methods] of ROUTES) {
    const found = pattern.exec(rest);
    if (found === null) continue;
    const serve = methods[method];
    if (serve === undefined) break;
    const [, repositoryName = '', name = ''] = found;
    return { serve, repositoryName, name: decodeURIComponent(name) };
  }
  throw new RegistryError(405, 'UNSUPPORTED', `ECR has no ${method} ${path}`);
}

/** Says that there is a registry, and that the caller may speak to it. */
function greet({ response }: Exchange): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 2 }).end('{}');
  return Promise.resolve();
}
