import type { StateStore } from '../../cli/state/state-store';

/** A state bucket in memory. */
export interface MemoryStateStore extends StateStore {
  /** By key. */
  readonly objects: Map<string, string>;
}

/** A state bucket in memory that holds these objects. */
export function memoryStateStore(objects: Readonly<Record<string, string>> = {}): MemoryStateStore {
  const stored = new Map(Object.entries(objects));
  return {
    objects: stored,
    read: (key) => Promise.resolve(stored.get(key)),
    create: (key, text) => {
      if (stored.has(key)) return Promise.resolve(false);
      stored.set(key, text);
      return Promise.resolve(true);
    },
    write: (key, text) => {
      stored.set(key, text);
      return Promise.resolve();
    },
    remove: (key) => {
      stored.delete(key);
      return Promise.resolve();
    },
  };
}
