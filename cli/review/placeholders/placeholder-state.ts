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
  /** All outputs that are read: those of the state, and the stand-ins for those that it lacks or will change. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Names of those that the state lacks, or that the plan of their stack changes. */
  readonly missing: readonly string[];
  readonly placeholders: readonly Placeholder[];
  /** Texts among them that no plan knows yet. */
  readonly madeUp: readonly string[];
}

/** The part of a stack's JSON that shows the type of an output. */
const outputBlocks = z.looseObject({
  output: z.record(z.string(), z.looseObject({ value: z.unknown().optional() })).default({}),
});

/**
 * Finds values for outputs that a state lacks, or that the same change gives another value: those in the plan of its
 * stack, else made-up ones. The deployment applies that stack first, so this one meets the new values.
 * @returns undefined if the state has everything that is read, as it will be
 */
export function placeholderStateFor(
  read: StackRead,
  upstream: Upstream,
  aws: Pick<OutputPlace, 'account' | 'region'>,
): PlaceholderState | undefined {
  const applied = upstream.state?.outputs ?? {};
  const missing = read.outputs.filter(
    (output) => !(output in applied) || upstream.planned?.get(output)?.isChanged === true,
  );
  if (missing.length === 0 && upstream.state !== undefined) return undefined;
  const found = missing.map((output) => {
    return { output, ...valueOf({ stack: read.stack, output, ...aws }, upstream) };
  });
  return {
    read,
    missing,
    outputs: { ...applied, ...Object.fromEntries(found.map(({ output, value }) => [output, value])) },
    placeholders: found.map(({ output, value }) => ({ stack: read.stack, output, value: textOf(value) })),
    madeUp: found.flatMap(({ madeUp }) => madeUp),
  };
}

interface StandIn {
  readonly value: unknown;
  readonly madeUp: readonly string[];
}

function valueOf(place: OutputPlace, { planned, stack }: Upstream): StandIn {
  const output = planned?.get(place.output);
  const shape = stack === undefined ? undefined : outputBlocks.parse(stack.json).output[place.output]?.value;
  if (output === undefined || isUnknown(output)) return madeUp(placeholderValue(place, shape));
  if (!holdsTrue(output.unknown)) return { value: output.after, madeUp: [] };
  const standIn = madeUp(placeholderValue(place, output.unknown));
  return { ...standIn, value: fillIn(output.after, output.unknown, standIn.value) };
}

function madeUp(value: string | readonly string[]): StandIn & { readonly value: string | readonly string[] } {
  return { value, madeUp: [value].flat() };
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
