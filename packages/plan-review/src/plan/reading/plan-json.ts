import { z } from 'zod';

// What is read of a plan in JSON, and no more: later versions of the format add to it. Lists and objects that are empty
// are often absent. Source: Terraform, "JSON Output Format", versions 0.1 to 1.2.

const anything = z.unknown().optional();

/** The attributes of a resource; their values may be anything. */
const attributes = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected an object',
);

const path = z.array(z.union([z.string(), z.number()]));

const importing = z.object({ id: z.string().nullish(), identity: attributes.nullish() });

/** Marks are absent before Terraform 0.15. */
const marks = { before_sensitive: anything, after_sensitive: anything, after_unknown: anything };

const resourceChange = z.object({
  // Terraform 1.0.0 leaves it out of drift.
  address: z.string().optional(),
  module_address: z.string().nullish(),
  index: z.union([z.string(), z.number()]).nullish(),
  previous_address: z.string().nullish(),
  mode: z.string().default('managed'),
  type: z.string(),
  name: z.string().default(''),
  provider_name: z.string().default(''),
  deposed: z.string().nullish(),
  action_reason: z.string().nullish(),
  change: z.object({
    ...marks,
    actions: z.array(z.string()),
    before: attributes.nullish(),
    after: attributes.nullish(),
    replace_paths: z.array(path).nullish(),
    importing: importing.nullish(),
  }),
});

const outputChange = z.object({ ...marks, actions: z.array(z.string()), before: anything, after: anything });

/** By the name of a variable or output. */
const sensitivity = z.record(z.string(), z.object({ sensitive: z.boolean().nullish() })).nullish();

const check = z.object({
  address: z.object({ to_display: z.string() }),
  status: z.string(),
  instances: z
    .array(
      z.object({
        address: z.object({ to_display: z.string() }),
        status: z.string(),
        problems: z.array(z.object({ message: z.string() })).nullish(),
      }),
    )
    .nullish(),
});

/** A plan as `terraform show -json` prints it. */
export const planJson = z.object({
  format_version: z.string().nullish(),
  terraform_version: z.string().nullish(),
  resource_changes: z.array(resourceChange).nullish(),
  resource_drift: z.array(resourceChange).nullish(),
  output_changes: z.record(z.string(), outputChange).nullish(),
  checks: z.array(check).nullish(),
  errored: z.boolean().nullish(),
  variables: z.record(z.string(), z.object({ value: anything })).nullish(),
  planned_values: z.object({ outputs: sensitivity }).nullish(),
  prior_state: z.object({ values: z.object({ outputs: sensitivity }).nullish() }).nullish(),
  configuration: z
    .object({ root_module: z.object({ outputs: sensitivity, variables: sensitivity }).nullish() })
    .nullish(),
});

/** A plan in JSON. */
export type PlanJson = z.infer<typeof planJson>;
/** A resource of it. */
export type ResourceChangeJson = z.infer<typeof resourceChange>;
/** An output of it. */
export type OutputChangeJson = z.infer<typeof outputChange>;
