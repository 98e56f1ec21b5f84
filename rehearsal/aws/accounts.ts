import type { Memory } from './table';

/** Accounts by the access key that a role of theirs was assumed with. */
const assumed = new WeakMap<Memory, Map<string, string>>();

/** Remembers that calls with this access key act in this account. */
export function rememberAccount(memory: Memory, accessKeyId: string, account: string): void {
  const accounts = assumed.get(memory) ?? new Map<string, string>();
  assumed.set(memory, accounts.set(accessKeyId, account));
}

/** @param otherwise the account of access keys that belong to no assumed role */
export function accountOf(memory: Memory, accessKeyId: string, otherwise: string): string {
  return assumed.get(memory)?.get(accessKeyId) ?? otherwise;
}
