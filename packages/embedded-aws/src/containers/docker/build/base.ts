import type { Layer } from '../../oci/pack';
import { ecrRegistryOf, parseReference } from '../../oci/reference';
import { DockerError } from '../docker-error';
import type { DockerHost } from '../host';
import type { ImageStore, StoredImage } from '../image-store';
import { pull } from '../registry/pull';
import { type Base, emptyEntry } from './stage';

/** Where images come from that a Dockerfile names. */
export interface BaseSource {
  readonly host: DockerHost;
  readonly store: ImageStore;
  /** Whether images are fetched although they are here. */
  readonly pull: boolean;
}

/** Label that says what an image was made from (OCI image specification, "Annotations"). */
const BASE_LABEL = 'org.opencontainers.image.base.name';

/**
 * What a FROM begins with. Images of other registries are not to be had: their place is taken by an empty one that says
 * so in its history and its labels.
 * @throws DockerError if the image should be in the embedded registry and is not
 */
export async function openBase(source: BaseSource, name: string): Promise<Base> {
  if (name === 'scratch') return { settings: {}, layers: [], history: [] };
  const image = await openImage(source, name);
  if (image !== undefined) return image;
  const note = `FROM ${name} # not to be had: the embedded AWS reaches no other registry, so nothing of it is in here`;
  source.host.note(`  ${note}`);
  return { settings: { Labels: { [BASE_LABEL]: name } }, layers: [], history: [emptyEntry(note)] };
}

/**
 * An image of this docker home or of the embedded registry.
 * @returns undefined if it belongs to another registry
 */
export async function openImage(source: BaseSource, name: string): Promise<Base | undefined> {
  const reference = parseReference(name);
  if (reference === undefined) throw new DockerError(`invalid reference format: "${name}"`);
  const isOurs = ecrRegistryOf(reference.registry) !== undefined;
  const known = source.pull && isOurs ? undefined : await source.store.find(name);
  const image = known ?? (isOurs ? await pull(source.host, name) : undefined);
  return image && { settings: image.config.config, layers: layersOf(image), history: image.config.history };
}

function layersOf({ manifest, config }: StoredImage): Layer[] {
  return manifest.layers.map((descriptor, index) => ({ descriptor, diffId: config.rootfs.diff_ids[index] ?? '' }));
}
