/** Longest part of a failed program's output that a message repeats, in lines. */
const LINES_SHOWN = 60;

/** The part of a failed program's output to show: from the first error that Terraform reports, else the end. */
export function failureOutput(output: string): string {
  const lines = output.trimEnd().split('\n');
  const error = lines.findIndex((line) => /\bError:/.test(line));
  return (error < 0 ? lines.slice(-LINES_SHOWN) : lines.slice(error, error + LINES_SHOWN)).join('\n');
}
