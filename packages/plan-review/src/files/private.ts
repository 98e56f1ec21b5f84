import { chmod, mkdir } from 'node:fs/promises';

/** Plans hold secrets in plain text: only their owner may read them. */
const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/** Makes a folder that only its owner can look into. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  // The folder may have been there, or the umask may have taken more away.
  await chmod(folder, PRIVATE_FOLDER);
}

/** Makes a file readable for its owner alone. */
export async function makePrivate(file: string): Promise<void> {
  await chmod(file, PRIVATE_FILE);
}
