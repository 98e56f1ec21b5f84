import { buffer } from 'node:stream/consumers';

import { digestOf, digitsOf } from '../../oci/digest';
import { type ImageManifest, isIndex, MANIFEST_TYPES, parseManifest } from '../../oci/manifest';
import { chooseManifest } from '../../oci/platform';
import { formatReference, parseReference } from '../../oci/reference';
import { DockerError } from '../docker-error';
import { type DockerHost, storeOf } from '../host';
import type { StoredImage } from '../image-store';
import { openRegistry, type RegistryClient } from './client';

/**
 * Fetches an image into the store.
 * @throws DockerError
 */
export async function pull(host: DockerHost, name: string): Promise<StoredImage> {
  const reference = parseReference(name);
  if (reference === undefined) throw new DockerError(`invalid reference format: "${name}"`);
  const { registry, repository, tag = '' } = reference;
  const client = await openRegistry(host, registry);
  const store = storeOf(host);
  const { text, manifest } = await fetchImage(client, repository, reference.digest ?? tag);
  for (const { digest } of [manifest.config, ...manifest.layers]) {
    if (await store.blobs.has(digest)) continue;
    await store.blobs.write(await fetchBlob(client, `/v2/${repository}/blobs/${digest}`), digest);
    host.note(`${digitsOf(digest).slice(0, 12)}: Pull complete`);
  }
  const { digest } = await store.blobs.write(Buffer.from(text));
  await store.tag(formatReference(reference), digest);
  host.note(`Digest: ${digest}`);
  return store.read(digest);
}

/** Of an image for several platforms, the one for this machine. */
async function fetchImage(
  client: RegistryClient,
  repository: string,
  name: string,
): Promise<{ text: string; manifest: ImageManifest }> {
  const headers = { accept: MANIFEST_TYPES.join(', ') };
  const { incoming } = await client.send('GET', `/v2/${repository}/manifests/${name}`, [200], { headers });
  const text = (await buffer(incoming)).toString();
  const found = digestOf(text);
  if (name.includes(':') && found !== name) throw new DockerError(`manifest verification failed for digest ${name}`);
  const manifest = parseManifest(text);
  if (!isIndex(manifest)) return { text, manifest };
  return fetchImage(client, repository, chooseManifest(manifest).digest);
}

/** ECR sends clients to another address for the content. */
async function fetchBlob(client: RegistryClient, address: string): Promise<RegistryContent> {
  const { status, headers, incoming } = await client.send('GET', address, [200, 307]);
  if (status === 200) return incoming;
  incoming.resume();
  return fetchBlob(client, headers.location ?? '');
}

type RegistryContent = Awaited<ReturnType<RegistryClient['send']>>['incoming'];
