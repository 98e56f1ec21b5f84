/** Quotes a text, so that a POSIX shell reads it as one word. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
