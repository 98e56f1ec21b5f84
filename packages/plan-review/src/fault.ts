import path from 'node:path';

/**
 * Says what kind of fault of the review an error is, and where it was thrown, e.g. `TypeError in routes.js:66`. The
 * message of the error is left out: it may quote an attribute that is secret.
 */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return 'an unknown error';
  // Source: V8, "Stack trace API": a line of the stack ends with file:line:column, in parentheses or not.
  const [, file, line] = /^ {4}at .*?([^\s(]+):(\d+):\d+\)?$/m.exec(error.stack ?? '') ?? [];
  return file === undefined ? error.name : `${error.name} in ${path.basename(file)}:${line ?? ''}`;
}
