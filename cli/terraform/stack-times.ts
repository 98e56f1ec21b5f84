import type { StackEvent } from './stack-events';

/** Names of running stacks that fit in a line. */
const NAMES_SHOWN = 4;

/** Keeps the time of every stack of a run. */
export class StackTimes {
  private readonly started = new Map<string, number>();
  private readonly ended = new Map<string, number>();
  private readonly initialized = new Set<string>();

  /** @param names all stacks of the run */
  constructor(private readonly names: readonly string[]) {}

  /** Records a step; steps of other stacks, and repeated ones, change nothing. */
  add({ stack, step, at }: StackEvent): void {
    if (!this.names.includes(stack)) return;
    if (step === 'init') this.initialized.add(stack);
    else if (step === 'start') this.setOnce(this.started, stack, at);
    else this.setOnce(this.ended, stack, at);
  }

  /** What is going on, in a line. */
  status(verb: 'deploy' | 'destroy'): string {
    const total = this.names.length;
    if (this.started.size === 0) return `preparing terraform, ${this.initialized.size} of ${total} stacks`;
    const running = this.names.filter((name) => this.started.has(name) && !this.ended.has(name));
    const done = `${this.ended.size} of ${total} stacks ${verb === 'deploy' ? 'deployed' : 'destroyed'}`;
    const more = running.length > NAMES_SHOWN ? ', ...' : '';
    return running.length === 0 ? done : `${done}, working on ${running.slice(0, NAMES_SHOWN).join(', ')}${more}`;
  }

  /** Whole seconds that each finished stack took. */
  seconds(): ReadonlyMap<string, number> {
    return new Map(
      [...this.ended].map(([name, end]) => [name, Math.round((end - (this.started.get(name) ?? end)) / 1000)]),
    );
  }

  private setOnce(times: Map<string, number>, stack: string, at: number): void {
    if (!times.has(stack)) times.set(stack, at);
  }
}
