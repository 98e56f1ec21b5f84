import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { exists } from '../../files/absent';
import { digitsOf } from './digest';

/** What is stored, and how long it is in bytes. */
export interface StoredBlob {
  readonly digest: string;
  readonly size: number;
}

/** Content was not what its digest says. */
export class DigestMismatch extends Error {
  override readonly name = 'DigestMismatch';

  constructor(expected: string, found: string) {
    super(`the content has the digest ${found}, expected was ${expected}`);
  }
}

/** Blobs in files named by their digests (OCI image layout specification, "Blobs"). */
export class BlobFolder {
  /** @param folder absolute path; need not exist */
  constructor(private readonly folder: string) {}

  /** Where a blob is, or would be. */
  pathOf(digest: string): string {
    return path.join(this.folder, 'blobs', 'sha256', digitsOf(digest));
  }

  async has(digest: string): Promise<boolean> {
    return exists(this.pathOf(digest));
  }

  /** Length in bytes. */
  async sizeOf(digest: string): Promise<number> {
    return (await stat(this.pathOf(digest))).size;
  }

  read(digest: string): Promise<Buffer> {
    return readFile(this.pathOf(digest));
  }

  /**
   * Stores content under its digest. It is found only when it is complete.
   * @param expected digest that it must have @default it is not checked
   * @throws DigestMismatch
   */
  async write(content: Readable | Buffer, expected?: string): Promise<StoredBlob> {
    const partial = path.join(this.folder, `partial-${randomUUID()}`);
    const hash = createHash('sha256');
    let size = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        size += chunk.length;
        done(null, chunk);
      },
    });
    await mkdir(path.join(this.folder, 'blobs', 'sha256'), { recursive: true });
    try {
      await pipeline(
        Buffer.isBuffer(content) ? Readable.from([content]) : content,
        counted,
        createWriteStream(partial),
      );
      const digest = `sha256:${hash.digest('hex')}`;
      if (expected !== undefined && digest !== expected) throw new DigestMismatch(expected, digest);
      await rename(partial, this.pathOf(digest));
      return { digest, size };
    } finally {
      await rm(partial, { force: true });
    }
  }
}
