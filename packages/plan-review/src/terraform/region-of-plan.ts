import { z } from 'zod';

const plan = z.looseObject({
  configuration: z.looseObject({
    provider_config: z.record(
      z.string(),
      z.looseObject({
        name: z.string().optional(),
        expressions: z
          .looseObject({ region: z.looseObject({ constant_value: z.string().optional() }).optional() })
          .optional(),
      }),
    ),
  }),
});

/** The region whose prices are used where a plan names none. */
const DEFAULT_REGION = 'us-east-1';

/** The AWS region that a plan's configuration names outright; prices are those of that region. */
export function regionOfPlan(json: unknown): string {
  const parsed = plan.safeParse(json);
  const providers = parsed.success ? Object.values(parsed.data.configuration.provider_config) : [];
  const regions = providers.flatMap(({ name, expressions }) =>
    name === 'aws' ? (expressions?.region?.constant_value ?? []) : [],
  );
  return regions[0] ?? DEFAULT_REGION;
}
