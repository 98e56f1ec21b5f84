import { z } from 'zod';
import { KEY_LOOKUP } from '../../keys/looked-up';
import type { StackJson } from '../../stacks/manifest';
import type { PlaceholderState } from './placeholder-state';

/** The resource that makes Terraform put off reading; it is no part of the stack and is taken out of the plan. */
const HELPER = { type: 'terraform_data', name: 'review-placeholders' } as const;

/** Address of that resource. */
export const HELPER_ADDRESS = `${HELPER.type}.${HELPER.name}`;

/** The stand-ins of a stack. */
export interface PlaceholderJson {
  readonly placeholderStates: readonly PlaceholderState[];
  /** Names of the data sources that look up keys which are not there yet. */
  readonly missingKeys: readonly string[];
  /** Where the outputs of each stand-in are, as a state file. */
  readonly stateFileOf: (placeholderState: PlaceholderState) => string;
  /** File that takes the stack's own state. @default the stack's own backend */
  readonly localState: string | undefined;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const blocks = z.record(z.string(), z.record(z.string(), z.unknown()));

const json = z.looseObject({
  terraform: z.looseObject({}),
  data: blocks.default({}),
  resource: blocks.default({}),
  locals: z.record(z.string(), z.unknown()).default({}),
});

/**
 * The JSON of a stack that can be planned while other states do not exist yet. Data sources that look up what only a
 * stand-in names would find nothing: Terraform reads them when it applies.
 */
export function withPlaceholders(
  stack: StackJson,
  { placeholderStates, missingKeys, stateFileOf, localState }: PlaceholderJson,
): unknown {
  const { data, resource, locals, ...rest } = json.parse(stack);
  const deferred = new Set([
    ...deferredData(data, locals, placeholderStates),
    ...missingKeys.map((name) => `${KEY_LOOKUP}.${name}`),
  ]);
  const local = { ...rest.terraform, backend: { local: { path: localState } } };
  return {
    ...rest,
    terraform: localState === undefined ? rest.terraform : local,
    ...(placeholderStates.length > 0
      ? { data: withStates(withDeferred(data, deferred), placeholderStates, stateFileOf) }
      : unlessEmpty({ data: withDeferred(data, deferred) })),
    ...unlessEmpty({ resource: deferred.size === 0 ? resource : withHelper(resource), locals }),
  };
}

/** Terraform refuses an empty object in place of blocks. */
function unlessEmpty(kinds: Readonly<Record<string, object>>): Readonly<Record<string, object>> {
  return Object.fromEntries(Object.entries(kinds).filter(([, blocks]) => Object.keys(blocks).length > 0));
}

function withStates(
  data: Blocks,
  placeholderStates: readonly PlaceholderState[],
  stateFileOf: PlaceholderJson['stateFileOf'],
): Blocks {
  const states = placeholderStates.map((placeholderState) => [
    placeholderState.read.data,
    { backend: 'local', config: { path: stateFileOf(placeholderState) } },
  ]);
  return {
    ...data,
    terraform_remote_state: { ...data['terraform_remote_state'], ...(Object.fromEntries(states) as object) },
  };
}

function withHelper(resource: Blocks): Blocks {
  return { ...resource, [HELPER.type]: { ...resource[HELPER.type], [HELPER.name]: {} } };
}

/** The data sources that mention a stand-in, themselves or by locals: `<type>.<name>`. */
function deferredData(data: Blocks, locals: object, placeholderStates: readonly PlaceholderState[]): Set<string> {
  const direct = placeholderStates.flatMap(({ read, missing }) =>
    missing.map((output) => new RegExp(`data\\.terraform_remote_state\\.${read.data}\\.outputs\\b\\W*${output}\\b`)),
  );
  const mentions = [...direct, ...localsThat(locals, direct)];
  const found = Object.entries(data).flatMap(([type, byName]) =>
    Object.entries(byName)
      .filter(([, block]) => type !== 'terraform_remote_state' && isMentioned(block, mentions))
      .map(([name]) => `${type}.${name}`),
  );
  return new Set(found);
}

/** Finds locals that mention something, also by other locals. */
function localsThat(locals: object, direct: readonly RegExp[]): RegExp[] {
  const found = new Map<string, RegExp>();
  let before: number;
  do {
    before = found.size;
    for (const [name, value] of Object.entries(locals)) {
      if (isMentioned(value, [...direct, ...found.values()])) found.set(name, new RegExp(`\\blocal\\.${name}\\b`));
    }
  } while (found.size > before);
  return [...found.values()];
}

function isMentioned(value: unknown, patterns: readonly RegExp[]): boolean {
  const text = JSON.stringify(value);
  return patterns.some((pattern) => pattern.test(text));
}

function withDeferred(data: Blocks, deferred: ReadonlySet<string>): Record<string, Record<string, unknown>> {
  const entries = Object.entries(data).map(([type, byName]) => {
    const named = Object.entries(byName).map(([name, block]) => [
      name,
      deferred.has(`${type}.${name}`) ? dependent(block) : block,
    ]);
    return [type, Object.fromEntries(named) as Record<string, unknown>] as const;
  });
  return Object.fromEntries(entries);
}

const dependencies = z.looseObject({ depends_on: z.array(z.string()).default([]) });

function dependent(block: unknown): unknown {
  const parsed = dependencies.parse(block);
  return { ...parsed, depends_on: [...parsed.depends_on, HELPER_ADDRESS] };
}
