import { createReadStream } from 'node:fs';

import { digitsOf } from '../../oci/digest';
import { type Descriptor, OCI_MANIFEST } from '../../oci/manifest';
import { formatReference, parseReference } from '../../oci/reference';
import { DockerError } from '../docker-error';
import { type DockerHost, storeOf } from '../host';
import type { ImageStore } from '../image-store';
import { openRegistry, type RegistryClient } from './client';

/**
 * Sends an image to its registry; layers that are there already stay as they are.
 * @throws DockerError
 */
export async function push(host: DockerHost, name: string, store: ImageStore = storeOf(host)): Promise<void> {
  const reference = parseReference(name);
  if (reference === undefined) throw new DockerError(`invalid reference format: "${name}"`);
  const { registry, repository, tag = 'latest' } = reference;
  const client = await openRegistry(host, registry);
  host.print(`The push refers to repository [${registry}/${repository}]`);
  const image = await store.find(formatReference({ registry, repository, tag }));
  if (image === undefined) {
    throw new DockerError(`An image does not exist locally with the tag: ${registry}/${repository}:${tag}`);
  }
  const { manifest, text, digest } = image;
  for (const layer of manifest.layers) {
    const isNew = await pushBlob(client, repository, store, layer);
    host.print(`${digitsOf(layer.digest).slice(0, 12)}: ${isNew ? 'Pushed' : 'Layer already exists'}`);
  }
  await pushBlob(client, repository, store, manifest.config);
  const headers = { 'content-type': manifest.mediaType ?? OCI_MANIFEST };
  const { incoming } = await client.send('PUT', `/v2/${repository}/manifests/${tag}`, [201], { headers, body: text });
  incoming.resume();
  host.print(`${tag}: digest: ${digest} size: ${Buffer.byteLength(text)}`);
}

/** @returns whether the registry did not have it */
async function pushBlob(
  client: RegistryClient,
  repository: string,
  { blobs }: ImageStore,
  { digest, size }: Descriptor,
): Promise<boolean> {
  const found = await client.send('HEAD', `/v2/${repository}/blobs/${digest}`, [200, 404]);
  found.incoming.resume();
  if (found.status === 200) return false;
  const started = await client.send('POST', `/v2/${repository}/blobs/uploads/`, [202], { headers: NO_BODY });
  started.incoming.resume();
  const headers = { 'content-type': 'application/octet-stream', 'content-length': String(size) };
  const body = createReadStream(blobs.pathOf(digest));
  const sent = await client.send('PATCH', started.headers.location ?? '', [202], { headers, body });
  sent.incoming.resume();
  const done = new URL(sent.headers.location ?? '', 'http://registry');
  done.searchParams.set('digest', digest);
  const finished = await client.send('PUT', `${done.pathname}${done.search}`, [201], { headers: NO_BODY });
  finished.incoming.resume();
  return true;
}

const NO_BODY = { 'content-length': '0' };
