import { randomBytes } from 'node:crypto';

import type { AwsCredentials } from './settings';
import type { Memory } from './table';

/** The account, and the role if there is one, that an access key belongs to. */
export interface Session {
  /** The account that calls act in, 12 digits. */
  readonly account: string;
  /** The role whose policies judge the calls. @default the account's owner calls, who may do everything */
  readonly role?: AssumedRole;
}

/** A role, and the name of the session in which it was assumed. */
export interface AssumedRole {
  /** `arn:aws:iam::<account>:role/<path><name>`. */
  readonly roleArn: string;
  readonly sessionName: string;
}

/** Sessions by access key, per embedded AWS. */
const sessions = new WeakMap<Memory, Map<string, Session>>();

/** Remembers the account and role of an access key. */
export function rememberSession(memory: Memory, accessKeyId: string, session: Session): void {
  const open = sessions.get(memory) ?? new Map<string, Session>();
  sessions.set(memory, open.set(accessKeyId, session));
}

/** Hands out new credentials. */
export function openSession(memory: Memory, session: Session): Required<AwsCredentials> {
  const accessKeyId = `ASIA${randomId(16)}`;
  rememberSession(memory, accessKeyId, session);
  return {
    accessKeyId,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(96).toString('base64'),
  };
}

/** @returns undefined for keys that were not issued here: callers may sign with any key */
export function sessionOf(memory: Memory, accessKeyId: string): Session | undefined {
  return sessions.get(memory)?.get(accessKeyId);
}

/** Letters and digits of an access key. Source: IAM User Guide, "IAM identifiers", unique identifiers. */
function randomId(length: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return [...randomBytes(length)].map((byte) => letters[byte % letters.length]).join('');
}
