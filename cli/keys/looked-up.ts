import { z } from 'zod';
import type { StackJson } from '../stacks/manifest';

/** The data source that finds a key by its alias. */
export const KEY_LOOKUP = 'aws_kms_alias';

const lookups = z.looseObject({
  data: z
    .looseObject({ [KEY_LOOKUP]: z.record(z.string(), z.looseObject({ name: z.string() })).default({}) })
    .default({ [KEY_LOOKUP]: {} }),
});

/** A key that a stack looks up. */
export interface KeyLookup {
  /** Name of the data source in the JSON. */
  readonly name: string;
  /** E.g. `alias/shop-eu-central-1-shared`. */
  readonly alias: string;
}

/** The keys that a stack looks up, which have to be there before it is planned. */
export function keysLookedUp(json: StackJson): KeyLookup[] {
  return Object.entries(lookups.parse(json).data[KEY_LOOKUP]).map(([name, { name: alias }]) => ({ name, alias }));
}
