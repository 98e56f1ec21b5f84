import type { Leaf } from '../review/record/leaves';
import { valueMessage, type MacKey } from '../review/record/mac-key';
import { digestOf, UNKNOWN_VALUE } from '../review/record/seal-effects';

/** With what codes of values are checked. */
export interface ValueCheck {
  readonly key: MacKey;
  /** Of the record. */
  readonly nonce: string;
}

/** Whether a value is the one of a record, or both are absent. */
export async function matches(
  recorded: string | undefined,
  leaf: Leaf | undefined,
  check: ValueCheck,
): Promise<boolean> {
  if (recorded === undefined || leaf === undefined) return recorded === undefined && leaf === undefined;
  if (leaf.json === undefined) return recorded === UNKNOWN_VALUE;
  if (!recorded.startsWith('mac:')) return recorded === digestOf(leaf.json);
  const mac = Buffer.from(recorded.slice('mac:'.length), 'base64');
  return check.key.verify(valueMessage(check.nonce, leaf.json), mac);
}
