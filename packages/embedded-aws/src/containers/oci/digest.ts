import { createHash } from 'node:crypto';

/** Digests of content, `sha256:<64 hexadecimal digits>` (OCI image specification, "Content Descriptors"). */
const DIGEST = /^sha256:([0-9a-f]{64})$/;

/** Digest of what is held in memory. */
export function digestOf(content: string | Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** Whether a text is a digest that can be verified here: SHA-256 and nothing else. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/**
 * The digits of a digest, safe as a file's name.
 * @throws Error if it is no digest
 */
export function digitsOf(digest: string): string {
  const digits = DIGEST.exec(digest)?.[1];
  if (digits === undefined) throw new Error(`${digest} is no SHA-256 digest`);
  return digits;
}
