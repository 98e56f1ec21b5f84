import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

import { ECRClient } from '@aws-sdk/client-ecr';

import { type EcrRegistry, ecrRegistryOf } from '../../../containers/oci/reference';
import type { DataPlane } from '../../../gateway/data-plane';
import { credentialsOf } from '../handlers/authorization-tokens';
import { DOWNLOAD_PATH, downloadedLayer } from '../handlers/layer-downloads';
import { blobsOf } from '../handlers/repository';
import type { Runtime } from '../../../gateway/runtime';
import { RegistryError, registryErrorOf, writeRegistryError } from './registry-error';
import { routeOf } from './routes';

/**
 * The registries of ECR, `<account>.dkr.ecr.<region>.amazonaws.com`: every request becomes calls of ECR with the
 * credentials that the token was issued for, so that docker is judged by the same policies as any other client.
 */
export const registryPlane: DataPlane = {
  takes: ({ headers }) => registryOf(headers.host) !== undefined,
  serve: async (incoming, response, runtime) => {
    try {
      await answer(incoming, response, runtime);
    } catch (error) {
      if (response.headersSent) throw error;
      incoming.resume();
      writeRegistryError(response, registryErrorOf(error));
    }
  },
};

/** The content of layers, at the addresses that GetDownloadUrlForLayer gives. */
export const layerPlane: DataPlane = {
  takes: ({ url = '' }) => url.startsWith(DOWNLOAD_PATH),
  serve: async ({ url = '' }, response, runtime) => {
    const digest = downloadedLayer(runtime.memory, new URL(url, runtime.endpoint));
    if (digest === undefined) {
      response.writeHead(403).end();
      return;
    }
    const blobs = blobsOf(runtime);
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': await blobs.sizeOf(digest),
    });
    await pipeline(createReadStream(blobs.pathOf(digest)), response);
  },
};

async function answer(incoming: IncomingMessage, response: ServerResponse, runtime: Runtime): Promise<void> {
  const { host = '', authorization } = incoming.headers;
  response.setHeader('docker-distribution-api-version', 'registry/2.0');
  const registry = registryOf(host);
  const credentials = credentialsOf(runtime.memory, passwordOf(authorization) ?? '');
  if (registry === undefined || credentials === undefined) {
    response.setHeader('www-authenticate', `Basic realm="https://${host}/",service="ecr.amazonaws.com"`);
    throw new RegistryError(401, 'UNAUTHORIZED', 'Not Authorized');
  }
  const url = new URL(incoming.url ?? '/', runtime.endpoint);
  const { serve, repositoryName, name } = routeOf(incoming.method ?? 'GET', url.pathname);
  const ecr = new ECRClient({ endpoint: runtime.endpoint, region: registry.region, credentials });
  const registryId = registry.account;
  try {
    await serve({ incoming, response, query: url.searchParams, ecr, registryId, repositoryName, name });
  } finally {
    ecr.destroy();
  }
}

function registryOf(host = ''): EcrRegistry | undefined {
  return ecrRegistryOf(host.toLowerCase().replace(/:\d+$/, ''));
}

/** Of `Basic` credentials (RFC 7617); the user is always `AWS`. */
function passwordOf(authorization = ''): string | undefined {
  const encoded = /^Basic (\S+)$/i.exec(authorization)?.[1];
  const [user, password] = Buffer.from(encoded ?? '', 'base64')
    .toString()
    .split(':');
  return user === 'AWS' ? password : undefined;
}
