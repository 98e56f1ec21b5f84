import { DockerError } from '../docker-error';
import type { Dockerfile, Instruction } from '../dockerfile/parse';
import { expand, splitWords, type Variables } from '../dockerfile/words';

/** One stage of a Dockerfile: what is between two FROMs. */
export interface StagePlan {
  /** From 0. */
  readonly index: number;
  /** In lower case, as stages are compared. @default the stage has a number only */
  readonly name?: string;
  /** What FROM names, with its variables replaced. */
  readonly base: string;
  readonly instructions: readonly Instruction[];
}

/**
 * Divides a Dockerfile into its stages.
 * @param globals variables of the FROMs
 */
export function planStages({ instructions, escape }: Dockerfile, globals: Variables): readonly StagePlan[] {
  const starts = instructions.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []));
  return starts.map((start, index) => {
    const own = instructions.slice(start + 1, starts[index + 1]);
    const from = instructions[start] as Instruction;
    const words = splitWords(from.text, escape).map((word) => expand(word, globals, escape));
    const [base = '', as = 'as', name] = words;
    if (base === '') throw new DockerError(`base name (${from.text}) should not be blank`);
    if (as.toLowerCase() !== 'as' || words.length > 3 || words.length === 2) {
      throw new DockerError(
        `dockerfile parse error on line ${from.line}: FROM ${from.text}: it is FROM <image> or FROM <image> AS <name>`,
      );
    }
    return { index, base, instructions: own, ...(name !== undefined && { name: name.toLowerCase() }) };
  });
}

/**
 * Finds the stage that is to be built.
 * @param wanted name or number @default the last one
 * @throws DockerError if there is none
 */
export function targetStage(plans: readonly StagePlan[], wanted: string | undefined): StagePlan {
  const last = plans[plans.length - 1] as StagePlan;
  if (wanted === undefined) return last;
  const found = stageNamed(plans, wanted, plans.length);
  if (found !== undefined) return found;
  const names = plans.map(({ name, index }) => name ?? String(index)).join(', ');
  throw new DockerError(`target stage "${wanted}" could not be found; the Dockerfile has: ${names}`);
}

/** @param before number that it must be below: stages see only earlier ones */
export function stageNamed(plans: readonly StagePlan[], wanted: string, before: number): StagePlan | undefined {
  const earlier = plans.slice(0, before);
  const named = earlier.filter(({ name }) => name === wanted.toLowerCase());
  return named[named.length - 1] ?? (/^\d+$/.test(wanted) ? earlier[Number(wanted)] : undefined);
}
