/**
 * A profile of ISO 8601: year, month, day, or day and time with its zone. Source: W3C, "Date and Time Formats", which
 * the IAM User Guide, "Date condition operators", refers to.
 */
const W3C_DATE = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?)?)?$/;

/** @returns milliseconds since the epoch of a date, or of seconds since the epoch; NaN if it is neither */
export function parseDate(text: string): number {
  if (W3C_DATE.test(text)) return Date.parse(text);
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : NaN;
}
