import { z } from 'zod';
import { platformSchema } from './schema/platform';

/**
 * The JSON Schema (draft 2020-12) of a config file, for editors and `.json` configs; `platform.schema.json` holds it.
 * It checks each option and the pairs of cpu and memory; what else options say together is checked when the file is loaded.
 */
export function platformJsonSchema(): object {
  return { title: 'Platform of fargate-delivery', ...z.toJSONSchema(platformSchema, { io: 'input' }) };
}
