import type { z } from 'zod';
import { isSameName } from './did-you-mean';
import type { Path } from './issue';
import { isGroup, isRecord, optionsOf, unwrap } from './schema/inspect';
import { schemaAt } from './schema/navigate';
import { declarationOf } from './schema/option';
import { overrideSchema } from './schema/service';

/** An option that a name stands for. */
export interface Place {
  /** From the group or record where the search began, with `<name>` for a name that people choose. */
  readonly below: readonly string[];
  readonly schema: z.ZodType;
}

/** What people read for a name that they choose. */
export const ANY_NAME = '<name>';

/** Whether a name is that of an option, or another one for it, in any style of writing. */
export function isCalled(option: string, schema: z.ZodType, name: string, isSame = isSameName): boolean {
  const { synonyms = [] } = declarationOf(schema);
  return [option, ...synonyms].some((each) => isSame(each, name));
}

/**
 * The options below a place of a config that a name stands for, as deep as the first of them: `replicas` below a service is
 * `tasks.desired`, and so is `tasksDesired`. Overrides are left out: their options are those of the service.
 */
export function placesBelow(ancestor: Path, name: string, isSame = isSameName): readonly Place[] {
  const schema = schemaAt(ancestor)?.schema;
  return schema === undefined ? [] : search([{ below: [], schema }], name, isSame);
}

function search(containers: readonly Place[], name: string, isSame: typeof isSameName): readonly Place[] {
  if (containers.length === 0) return [];
  const options = containers.flatMap(optionsIn);
  const found = options.filter((place) => standsFor(place, name, isSame));
  return found.length > 0 ? found : search(options, name, isSame);
}

/** The options of a group, or of every group in a record. */
function optionsIn({ below, schema }: Place): readonly Place[] {
  if (isRecord(schema) && isGroup(schema.valueType) && schema.valueType !== overrideSchema)
    return optionsIn({ below: [...below, ANY_NAME], schema: schema.valueType });
  return optionsOf(schema).map(([option, each]) => ({ below: [...below, option], schema: unwrap(each).schema }));
}

/** By its name alone, or by that of its group before or after it: `healthCheckPath`, `minTasks`. */
function standsFor({ below, schema }: Place, name: string, isSame: typeof isSameName): boolean {
  const [option = '', group = ''] = [...below].reverse();
  if (declarationOf(schema).structure === true) return isSame(option, name);
  return isCalled(option, schema, name, isSame) || [group + option, option + group].some((each) => isSame(each, name));
}
