import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { errorCode } from 'plan-review/error-code';

/** Processor time, in seconds, since the machine or the process started. */
export interface ProcessorTime {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Of everything that ran, summed over all processors. */
  readonly all: number;
  /** Of this process and of all that it started, directly or not. @default unknown on this system */
  readonly own?: number | undefined;
}

/** How often the times are taken, in milliseconds. */
const INTERVAL_MS = 2_000;

/** Clock ticks in a second, in which Linux counts for programs. Source: Linux, time(7), "USER_HZ". */
const TICKS = 100;

/** Measures how much of the machine other programs took. */
export class MachineLoad {
  private readonly times: ProcessorTime[] = [];
  private timer: NodeJS.Timeout | undefined;

  /** @param take measures @param processors of the machine */
  constructor(
    private readonly take: () => ProcessorTime = takeTime,
    private readonly processors = cpus().length,
  ) {}

  /** Begins to measure. */
  start(): void {
    this.measure();
    this.timer = setInterval(() => {
      this.measure();
    }, INTERVAL_MS);
  }

  /** Measures for the last time. */
  stop(): void {
    clearInterval(this.timer);
    this.measure();
  }

  /** Measures once. */
  measure(): void {
    this.times.push(this.take());
  }

  /**
   * @param start milliseconds since the epoch @param end likewise
   * @returns the share of all processors that other programs took, 0 to 1; undefined if this system does not provide it
   */
  takenByOthers(start: number, end: number): number | undefined {
    const first = this.times.findLast(({ at }) => at <= start) ?? this.times[0];
    const last = this.times.find(({ at }) => at >= end) ?? this.times.at(-1);
    if (first?.own === undefined || last?.own === undefined || last.at <= first.at) return undefined;
    const others = last.all - first.all - (last.own - first.own);
    return Math.min(1, Math.max(0, others / (this.processors * ((last.at - first.at) / 1000))));
  }
}

function takeTime(): ProcessorTime {
  const busy = cpus().map(({ times }) => times.user + times.nice + times.sys + times.irq);
  return { at: Date.now(), all: busy.reduce((sum, ms) => sum + ms, 0) / 1000, own: ownTime() };
}

/** A process, and the processor time of it and of its children that have ended. */
interface ProcessTime {
  readonly pid: number;
  readonly parent: number;
  readonly seconds: number;
}

/** Linux counts the time of a child that has ended to its parent. */
function ownTime(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const processes = pids.flatMap((pid) => readProcess(pid) ?? []);
  const treeTime = ({ pid, seconds }: ProcessTime): number =>
    processes.filter(({ parent }) => parent === pid).reduce((sum, child) => sum + treeTime(child), seconds);
  return processes.filter(({ pid }) => pid === process.pid).reduce((sum, own) => sum + treeTime(own), 0);
}

/** Source: Linux, proc_pid_stat(5): fields 4 and 14 to 17. @returns undefined if it has ended */
function readProcess(pid: string): ProcessTime | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold blanks and parentheses.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + field, 0);
    return { pid: Number(pid), parent: fields[1] ?? 0, seconds: ticks / TICKS };
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(String(errorCode(error)))) return undefined;
    throw error;
  }
}
