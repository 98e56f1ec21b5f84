/** What one synthesis cost, without the start of Node.js and the loading of modules. */
export interface Cost {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** Largest resident set of the process. */
  readonly peakMemoryMiB: number;
}

/** Does the work and measures it. */
export function costOf(work: () => void): Cost {
  const before = process.cpuUsage();
  const startedMs = performance.now();
  work();
  const wallSeconds = (performance.now() - startedMs) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { wallSeconds, cpuSeconds: (user + system) / 1e6, peakMemoryMiB: process.resourceUsage().maxRSS / 1024 };
}

/** The cost whose CPU time is the median of several; of an even number the upper one. */
export function medianCost(costs: readonly Cost[]): Cost {
  const sorted = [...costs].sort((one, other) => one.cpuSeconds - other.cpuSeconds);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) throw new Error('no measurement to take the median of');
  return median;
}
