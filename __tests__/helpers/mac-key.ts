import { createHmac } from 'node:crypto';
import type { MacKey } from '../../cli/review/record/mac-key';

/** A key for tests, which counts its calls. */
export interface CountingKey extends MacKey {
  readonly calls: { generate: number; verify: number };
}

/** @param secret keys of other secrets make other codes */
export function testKey(secret = 'key'): CountingKey {
  const calls = { generate: 0, verify: 0 };
  const macOf = (message: Buffer): Buffer => createHmac('sha256', secret).update(message).digest();
  return {
    calls,
    generate: (message) => {
      calls.generate += 1;
      return Promise.resolve(macOf(message));
    },
    verify: (message, mac) => {
      calls.verify += 1;
      return Promise.resolve(macOf(message).equals(mac));
    },
  };
}
