import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { parseJson } from 'plan-review/json';
import { z } from 'zod';
import { lockKey } from '../../platform/states';
import { UserError } from '../errors';
import type { StateStore } from './state-store';

/** What a lock says of who holds it. Source: Terraform, `internal/states/statemgr/locker.go`, `LockInfo`. */
const lockInfo = z.looseObject({ ID: z.string(), Who: z.string(), Created: z.string(), Operation: z.string() });

/**
 * Does something while these states are locked: takes the lock file of each, as Terraform's S3 backend with
 * `use_lockfile` does, and gives it back.
 * @param keys of the states, locked in this order
 * @throws UserError that says who holds a lock
 */
export async function withStateLocks<Result>(
  store: StateStore,
  keys: readonly string[],
  action: () => Promise<Result>,
): Promise<Result> {
  const [key, ...others] = keys;
  if (key === undefined) return action();
  const lock = lockKey(key);
  if (!(await store.create(lock, JSON.stringify(ownLock(key))))) throw await lockedBySomebody(store, key, lock);
  try {
    return await withStateLocks(store, others, action);
  } finally {
    await store.remove(lock);
  }
}

function ownLock(key: string): z.infer<typeof lockInfo> {
  return {
    ID: randomUUID(),
    Operation: 'MoveState',
    Info: '',
    Who: `${userInfo().username}@${hostname()}`,
    Version: '',
    Created: new Date().toISOString(),
    Path: key,
  };
}

async function lockedBySomebody(store: StateStore, key: string, lock: string): Promise<UserError> {
  const text = await store.read(lock);
  const parsed = text === undefined ? undefined : lockInfo.safeParse(parseJson(text));
  const holder = parsed?.success === true ? ` by ${parsed.data.Who} since ${parsed.data.Created}` : '';
  return new UserError(
    `The state ${key} is locked${holder}.`,
    `Wait until that has ended, and try again. If nothing works on it any more, delete the object ${lock} in the state bucket.`,
  );
}
