import { randomUUID } from 'node:crypto';

import type { Runtime } from '../../../gateway/runtime';
import type { Memory } from '../../../gateway/table';
import type { AuthorizationRequest } from './authorization-request';
import type { SignIn } from './user-sessions';

/** What a user has allowed an application. */
export interface Grant {
  readonly request: AuthorizationRequest;
  readonly signIn: SignIn;
}

/** Milliseconds in which a code must be used (Amazon Cognito Developer Guide, "The token issuer endpoint"). */
const LIFETIME_MS = 5 * 60_000;

interface Code extends Grant {
  /** Milliseconds since the epoch. */
  readonly expiresMs: number;
}

const codes = new WeakMap<Memory, Map<string, Code>>();

/** @returns a code that can be exchanged for tokens, once */
export function issueCode({ memory, clock }: Pick<Runtime, 'memory' | 'clock'>, grant: Grant): string {
  const code = randomUUID();
  const known = codes.get(memory) ?? new Map<string, Code>();
  codes.set(memory, known.set(code, { ...grant, expiresMs: clock.now() + LIFETIME_MS }));
  return code;
}

/** @returns undefined if the code was used before, has expired or never was */
export function redeemCode({ memory, clock }: Pick<Runtime, 'memory' | 'clock'>, code: string): Grant | undefined {
  const found = codes.get(memory)?.get(code);
  codes.get(memory)?.delete(code);
  return found !== undefined && found.expiresMs > clock.now() ? found : undefined;
}
