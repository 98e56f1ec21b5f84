/** Freezes a value of plain data and everything in it; returns the same value. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const child of Object.values(value)) deepFreeze(child as unknown);
  return Object.freeze(value);
}
