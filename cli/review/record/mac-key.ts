import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from 'plan-review/error-code';
import type { ProjectPaths } from '../../project';
import { canonicalJson, sha256 } from './canonical';

/** A key that makes codes which only its holders can make, and check. */
export interface MacKey {
  /** @returns the code of a message */
  generate(message: Buffer): Promise<Buffer>;
  /** Whether a code is that of a message. */
  verify(message: Buffer, mac: Buffer): Promise<boolean>;
}

/**
 * The message of a whole record. It is a hash, since KMS takes 4,096 bytes at most; its first line keeps a code of a
 * record from being taken for one of a value. Source: AWS KMS API Reference, "GenerateMac".
 */
export function recordMessage(record: unknown): Buffer {
  return sha256(`fargate-delivery: record of a review\n${canonicalJson(record)}`);
}

/**
 * The message of a value that is not shown.
 * @param nonce of the record: the same value has another code in another record
 * @param json of the value
 */
export function valueMessage(nonce: string, json: string): Buffer {
  return sha256(`fargate-delivery: value of a review\n${nonce}\n${json}`);
}

const KEY_BYTES = 32;

/** For its owner alone. */
const PRIVATE_FILE = 0o600;

/**
 * The key of reviews that stay on this machine, made when it is first needed. What is in the folder of a project that
 * can be thrown away is not shared with others.
 */
export async function localKey({ work }: Pick<ProjectPaths, 'work'>): Promise<MacKey> {
  const key = await readOrMakeKey(path.join(work, 'review.key'));
  const generate = (message: Buffer): Promise<Buffer> =>
    Promise.resolve(createHmac('sha256', key).update(message).digest());
  return {
    generate,
    verify: async (message, mac) => {
      const expected = await generate(message);
      return mac.length === expected.length && timingSafeEqual(mac, expected);
    },
  };
}

/** Of two reviews that begin at once, one makes the key, and neither reads half of it. */
async function readOrMakeKey(file: string): Promise<Buffer> {
  await mkdir(path.dirname(file), { recursive: true });
  const made = `${file}.${randomUUID()}`;
  await writeFile(made, randomBytes(KEY_BYTES), { mode: PRIVATE_FILE });
  await link(made, file).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  await rm(made, { force: true });
  return readFile(file);
}
