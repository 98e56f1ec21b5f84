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
 * Does something while these states are locked: creates the lock file of each, as Terraform's S3 backend with
 * `use_lockfile` does, and removes it afterwards, if it is still its own.
 * @param keys of the states, locked in this order
 * @throws UserError that says who holds a lock; what the action throws
 */
export async function withStateLocks<Result>(
  store: StateStore,
  keys: readonly string[],
  action: () => Promise<Result>,
): Promise<Result> {
  const [key, ...others] = keys;
  if (key === undefined) return action();
  const lock = await takeLock(store, key);
  let result: Result;
  try {
    result = await withStateLocks(store, others, action);
  } catch (error) {
    await releaseLock(store, lock).catch((releaseError: unknown) => {
      throw lockRemains(lock, error, releaseError);
    });
    throw error;
  }
  await releaseLock(store, lock);
  return result;
}

/** A lock that this process holds. */
interface Lock {
  /** Key of its object. */
  readonly key: string;
  readonly id: string;
}

async function takeLock(store: StateStore, stateKey: string): Promise<Lock> {
  const own = ownLock(stateKey);
  const lock = { key: lockKey(stateKey), id: own.ID };
  if (await store.create(lock.key, JSON.stringify(own))) return lock;
  const holder = await holderOf(store, lock.key);
  // The SDK sends a request again if its answer was lost, and then finds what it has written.
  if (holder?.ID === own.ID) return lock;
  throw lockedBy(holder, stateKey, lock.key);
}

/** Somebody may have deleted the lock and taken one of their own. */
async function releaseLock(store: StateStore, { key, id }: Lock): Promise<void> {
  if ((await holderOf(store, key))?.ID === id) await store.remove(key);
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

async function holderOf(store: StateStore, lock: string): Promise<z.infer<typeof lockInfo> | undefined> {
  const text = await store.read(lock);
  return text === undefined ? undefined : lockInfo.safeParse(parseJson(text)).data;
}

function lockedBy(holder: z.infer<typeof lockInfo> | undefined, key: string, lock: string): UserError {
  const by = holder === undefined ? '' : ` by ${holder.Who} since ${holder.Created}`;
  return new UserError(
    `The state ${key} is locked${by}.`,
    `Wait until that has ended, and try again. If nothing works on it any more, delete the object ${lock} in the state bucket.`,
  );
}

function lockRemains({ key }: Lock, error: unknown, releaseError: unknown): UserError {
  return new UserError(
    messageOf(error),
    `The lock ${key} could not be removed (${messageOf(releaseError)}): delete that object in the state bucket, and try again.`,
    { cause: error },
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
