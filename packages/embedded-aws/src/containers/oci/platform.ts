import { arch } from 'node:process';

import type { Descriptor, ImageIndex } from './manifest';

/** Go's names of Node's architectures, which images use (OCI image specification, "Image Index", GOARCH). */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64', arm: 'arm', ia32: '386' };

/** The architecture of this machine as images name it. */
export const LOCAL_ARCHITECTURE = ARCHITECTURES[arch] ?? arch;

/**
 * Chooses the image for this machine, or the first for Linux: programs of this machine run them all the same.
 * @throws Error if there is none for Linux
 */
export function chooseManifest({ manifests }: ImageIndex): Descriptor {
  const linux = manifests.filter(({ platform }) => platform === undefined || platform.os === 'linux');
  const chosen = linux.find(({ platform }) => platform?.architecture === LOCAL_ARCHITECTURE) ?? linux[0];
  if (chosen === undefined) throw new Error('no matching manifest for linux in the manifest list entries');
  return chosen;
}
