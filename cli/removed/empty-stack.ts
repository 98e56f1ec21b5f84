import { z } from 'zod';

/** What Terraform needs to destroy what a state holds: where the state is, and the providers. */
const frame = z.object({
  terraform: z.looseObject({ backend: z.object({ s3: z.looseObject({ key: z.string() }) }) }),
  provider: z.record(z.string(), z.unknown()),
  variable: z.record(z.string(), z.unknown()).optional(),
});

/**
 * The Terraform JSON of a stack without resources, which stands in for one that the config no longer has.
 * @param json of a stack that has every provider
 * @param key of the state of the removed stack
 */
export function emptyStack(json: unknown, key: string): string {
  const { terraform, provider, variable } = frame.parse(json);
  const backend = { s3: { ...terraform.backend.s3, key } };
  return JSON.stringify({ terraform: { ...terraform, backend }, provider, variable }, undefined, 2);
}
