/** When a test file ran. */
export interface TestFile {
  /** Absolute path. */
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  /** Milliseconds since the epoch. */
  readonly end: number;
}

/** How long a test file took. */
export interface FileTime {
  /** Path from the project's folder. */
  readonly name: string;
  /** On this machine, as busy as it was. */
  readonly seconds: number;
  /** What it would have taken if the machine had run nothing else. @default unknown on this system: it is not judged */
  readonly quietSeconds?: number | undefined;
}

/** The longest that a test file may take on a quiet machine. */
const LONGEST_SECONDS = 360;

/** How many of the slowest files are shown. */
const SHOWN = 10;

/** The slowest files, slowest first, as text. */
export function renderSlowest(times: readonly FileTime[]): string {
  const slowest = [...times].sort((one, other) => other.seconds - one.seconds).slice(0, SHOWN);
  return ['== The slowest test files', ...slowest.map(renderTime)].join('\n');
}

/** @returns what is said of each file that takes too long; empty if none does */
export function tooSlow(times: readonly FileTime[]): string[] {
  return times
    .filter(({ quietSeconds = 0 }) => quietSeconds > LONGEST_SECONDS)
    .map(
      ({ name, quietSeconds = 0 }) =>
        `${name} takes ${Math.round(quietSeconds)} s on a quiet machine; the limit is ${LONGEST_SECONDS} s. ` +
        'Split it, or let it join a platform that another file deploys: docs/testing.md.',
    );
}

function renderTime({ name, seconds, quietSeconds = seconds }: FileTime): string {
  const lost = Math.round(seconds - quietSeconds);
  const note = lost < 1 ? '' : ` (${Math.round(quietSeconds)} s without the other programs of this machine)`;
  return `${String(Math.round(seconds)).padStart(5)} s  ${name}${note}`;
}
