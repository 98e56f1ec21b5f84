import { createHash } from 'node:crypto';

/** JSON that is the same for the same value in any order of its keys, without spaces. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** SHA-256 of a text or of bytes. */
export function sha256(content: string | Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}

/** Hash by which the JSON of a stack is known. @returns SHA-256, hexadecimal */
export function jsonHash(bytes: Buffer): string {
  return sha256(bytes).toString('hex');
}
