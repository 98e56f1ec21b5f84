import { z } from 'zod';
import type { Placeholder } from 'plan-review/report/review';
import type { State } from '../../state/state';
import type { Stack } from '../../stacks/manifest';
import { placeholderValue, type OutputPlace } from './placeholder-value';
import { holdsTrue, isUnknown, type PlannedOutputs } from './planned-outputs';
import type { StackRead } from './reads';

/** A stack that another one reads. */
export interface Upstream {
  /** @default - it is not applied */
  readonly state: Pick<State, 'outputs'> | undefined;
  /** @default - it was not planned in this review, or could not be */
  readonly planned: PlannedOutputs | undefined;
  /** @default - it is in no config that was synthesized */
  readonly stack: Stack | undefined;
}

/** Outputs to plan with in place of those of a state. */
export interface PlaceholderState {
  readonly read: StackRead;
  /** All outputs that are read: those of the state, and the stand-ins for those that it lacks. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Names of those that the state lacks. */
  readonly missing: readonly string[];
  readonly placeholders: readonly Placeholder[];
}

/** The part of a stack's JSON that shows the type of an output. */
const outputBlocks = z.looseObject({
  output: z.record(z.string(), z.looseObject({ value: z.unknown().optional() })).default({}),
});

/**
 * Finds values for outputs that a state lacks: those in the plan of its stack, else made-up ones.
 * @returns undefined if the state has everything that is read
 */
export function placeholderStateFor(
  read: StackRead,
  upstream: Upstream,
  aws: Pick<OutputPlace, 'account' | 'region'>,
): PlaceholderState | undefined {
  const applied = upstream.state?.outputs ?? {};
  const missing = read.outputs.filter((output) => !(output in applied));
  if (missing.length === 0 && upstream.state !== undefined) return undefined;
  const found = missing.map((output) => {
    const value = valueOf({ stack: read.stack, output, ...aws }, upstream);
    return { output, value };
  });
  return {
    read,
    missing,
    outputs: { ...applied, ...Object.fromEntries(found.map(({ output, value }) => [output, value])) },
    placeholders: found.map(({ output, value }) => ({ stack: read.stack, output, value: textOf(value) })),
  };
}

function valueOf(place: OutputPlace, { planned, stack }: Upstream): unknown {
  const output = planned?.get(place.output);
  const shape = stack === undefined ? undefined : outputBlocks.parse(stack.json).output[place.output]?.value;
  if (output === undefined || isUnknown(output)) return placeholderValue(place, shape);
  if (!holdsTrue(output.unknown)) return output.after;
  return fillIn(output.after, output.unknown, placeholderValue(place, output.unknown));
}

/** Takes the made-up values where the plan's are unknown. Only lists are known in part: a contract has no objects. */
function fillIn(after: unknown, unknown: unknown, madeUp: string | readonly string[]): unknown {
  if (!Array.isArray(unknown) || !Array.isArray(after)) return madeUp;
  const known: readonly unknown[] = after;
  return unknown.map((isUnknown, index) => (holdsTrue(isUnknown) ? madeUp[index] : known[index]));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
