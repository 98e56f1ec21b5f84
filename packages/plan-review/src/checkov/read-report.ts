import type { CheckFailure } from './failure';
import { addressAt } from './scanned-file';

/** What checkov was given: the text of a stack, before or after the change. */
export interface ScannedFile {
  /** Path as checkov reports it, e.g. `/head/dev-web/cdk.tf.json`. */
  readonly path: string;
  readonly side: 'base' | 'head';
  readonly stack: string;
  readonly text: string;
}

/** The failures of both sides. */
export interface CheckFailures {
  readonly base: readonly CheckFailure[];
  readonly head: readonly CheckFailure[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads what `checkov --output json` prints. Source: checkov 3.3.30.
 * @throws SyntaxError if it is no JSON; TypeError if it is no report, or checkov could not read a file
 */
export function readReport(output: string, files: readonly ScannedFile[]): CheckFailures {
  const failures = [JSON.parse(output) as unknown]
    .flat()
    .flatMap((part) => failuresIn(part, files))
    .toSorted(inOrder(files));
  return {
    base: failures.filter(({ side }) => side === 'base').map(({ failure }) => failure),
    head: failures.filter(({ side }) => side === 'head').map(({ failure }) => failure),
  };
}

interface SidedFailure {
  readonly side: 'base' | 'head';
  readonly failure: CheckFailure;
}

/** checkov reads folders in no fixed order; a review shows the failures in one fixed order. */
function inOrder(files: readonly ScannedFile[]): (a: SidedFailure, b: SidedFailure) => number {
  const rank = new Map(files.map(({ stack }, index) => [stack, index]));
  const rankOf = ({ failure }: SidedFailure): number => rank.get(failure.stack) ?? files.length;
  return (a, b) => rankOf(a) - rankOf(b) || (placeOf(a) < placeOf(b) ? -1 : 1);
}

function placeOf({ failure: { address, check } }: SidedFailure): string {
  return `${address} ${check}`;
}

/** A report has a part for each kind of file; if there is nothing to check, it is a count of zero. */
function failuresIn(part: unknown, files: readonly ScannedFile[]): readonly SidedFailure[] {
  if (!isObject(part)) throw new TypeError('checkov printed no report');
  if (!isObject(part['results'])) return [];
  const unread = isObject(part['summary']) ? part['summary']['parsing_errors'] : undefined;
  if (unread !== 0) throw new TypeError(`checkov could not read ${String(unread)} of ${files.length} files`);
  const failed = part['results']['failed_checks'];
  return (Array.isArray(failed) ? failed.filter(isObject) : []).flatMap((check) => failureOf(check, files));
}

function failureOf(check: Json, files: readonly ScannedFile[]): readonly SidedFailure[] {
  const file = files.find(({ path }) => path === check['file_path']);
  if (file === undefined) return [];
  const [line] = Array.isArray(check['file_line_range']) ? (check['file_line_range'] as readonly unknown[]) : [];
  const address = typeof line === 'number' ? addressAt(file.text, line) : undefined;
  const failure = {
    check: textOf(check['check_id']),
    guideline: textOf(check['check_name']),
    stack: file.stack,
    address: address ?? textOf(check['resource']),
  };
  return [{ side: file.side, failure }];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
