import { z } from 'zod';
import { HELPER_ADDRESS } from './placeholder-json';

const addressed = z.looseObject({ address: z.string().optional() });

const plan = z.looseObject({
  resource_changes: z.array(addressed).optional(),
  planned_values: z
    .looseObject({ root_module: z.looseObject({ resources: z.array(addressed).optional() }).optional() })
    .optional(),
  configuration: z
    .looseObject({ root_module: z.looseObject({ resources: z.array(addressed).optional() }).optional() })
    .optional(),
});

/** Takes out of a plan's JSON what the review itself put into the stack. */
export function withoutHelper(json: unknown): unknown {
  const parsed = plan.parse(json);
  return {
    ...parsed,
    ...(parsed.resource_changes && { resource_changes: parsed.resource_changes.filter(isTheirs) }),
    ...(parsed.planned_values && { planned_values: withoutIn(parsed.planned_values) }),
    ...(parsed.configuration && { configuration: withoutIn(parsed.configuration) }),
  };
}

interface Values {
  readonly root_module?: { readonly resources?: readonly z.infer<typeof addressed>[] | undefined } | undefined;
}

function withoutIn<V extends Values>(values: V): V {
  const { root_module } = values;
  if (root_module?.resources === undefined) return values;
  return { ...values, root_module: { ...root_module, resources: root_module.resources.filter(isTheirs) } };
}

function isTheirs({ address }: z.infer<typeof addressed>): boolean {
  return address !== HELPER_ADDRESS;
}
