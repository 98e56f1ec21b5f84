import path from 'node:path';
import { installPackages } from 'embedded-aws/python/install-packages';
import type { ProjectPaths } from '../../project';

/**
 * Makes sure checkov is installed, pinned, in a virtual environment of its own: its packages and those of moto exclude
 * each other.
 * @param onProgress told what is about to happen, before anything that takes long
 * @returns path of the virtual environment's Python
 * @throws RehearsalError if there is no suitable Python, or the packages cannot be had
 */
export function installCheckov({ work }: ProjectPaths, onProgress?: (step: string) => void): Promise<string> {
  return installPackages({
    directory: path.join(work, 'checkov'),
    requirements: path.join(__dirname, 'requirements.txt'),
    module: 'checkov.main',
    packages: 'checkov (about 290 MB, once)',
    purpose: 'checkov',
    ...(onProgress && { onProgress }),
  });
}
