import path from 'node:path';
import { installPackages, type PackagesOptions } from '../python/install-packages';

const REQUIREMENTS = path.join(__dirname, '..', 'requirements.txt');

/** Where moto is installed, and how its installation is watched. */
export interface InstallOptions extends Pick<PackagesOptions, 'directory' | 'pythons' | 'onProgress' | 'signal'> {
  /** File in pip's format that names the packages. @default moto's, beside this folder */
  readonly requirements?: string;
  /** Module that proves, by being importable, that the environment works. @default moto.server */
  readonly module?: string;
}

/**
 * Makes sure moto is installed, pinned, in a virtual environment of its own; see {@link installPackages}.
 * @returns path of the virtual environment's Python
 * @throws RehearsalError if there is no suitable Python, or the packages cannot be had
 */
export function installMoto(options: InstallOptions): Promise<string> {
  return installPackages({
    requirements: REQUIREMENTS,
    module: 'moto.server',
    packages: 'moto (about 480 MB, once)',
    purpose: 'the embedded AWS',
    ...options,
  });
}
