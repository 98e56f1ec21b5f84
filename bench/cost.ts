/** What one synthesis cost, without the start of Node.js and the loading of modules. */
export interface Cost {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** Largest resident set of the process. */
  readonly peakMemoryMiB: number;
}

/** The cost whose wall time is the median of several; of an even number the upper one. */
export function medianCost(costs: readonly Cost[]): Cost {
  const sorted = [...costs].sort((one, other) => one.wallSeconds - other.wallSeconds);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) throw new Error('no measurement to take the median of');
  return median;
}
