import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

import { codeOf } from '../../../error-kinds';
import { isGzip } from '../../oci/unpack';
import { DockerError } from '../docker-error';

/** Where a tar archive has its mark (POSIX, pax, "ustar Interchange Format"). */
const MARK = 'ustar';
const MARK_OFFSET = 257;

/** How other compressed files begin, which ADD of docker unpacks, too. */
const OTHERS: Readonly<Record<string, string>> = { bzip2: '425a68', xz: 'fd377a585a00', zstd: '28b52ffd' };

/**
 * Whether ADD unpacks a file: archives of tar, compressed with gzip or not at all.
 * @throws DockerError if it is compressed otherwise
 */
export async function isArchive(file: string): Promise<boolean> {
  const start = await startOf(file);
  const other = Object.entries(OTHERS).find(([, magic]) => start.toString('hex').startsWith(magic));
  if (other !== undefined) {
    throw new DockerError(
      `${file} is compressed with ${other[0]}: the stand-in for docker unpacks tar and tar.gz only`,
    );
  }
  const content = (await isGzip(file)) ? await uncompressedStart(file) : start;
  return content.subarray(MARK_OFFSET, MARK_OFFSET + MARK.length).toString() === MARK;
}

async function startOf(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Empty if it is damaged: then it is copied as it is. */
async function uncompressedStart(file: string): Promise<Buffer> {
  const source = createReadStream(file);
  const content = createGunzip();
  source.once('error', (error) => content.destroy(error)).pipe(content);
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) return chunk;
  } catch (error) {
    // Codes of zlib: the file is no gzip, or cut off.
    if (codeOf(error)?.startsWith('Z_') !== true) throw error;
  } finally {
    source.destroy();
  }
  return Buffer.alloc(0);
}
