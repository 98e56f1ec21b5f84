import { z } from 'zod';
import { parseJson } from '../parse-json';

/** Policies may name one thing where they may name several; `true` and `5` stand for their texts. */
const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const texts = z.union([text, z.array(text)]).transform((value) => [value].flat());

const principals = z.preprocess(
  (value) => (value === '*' ? { AWS: '*' } : value),
  z.strictObject({
    AWS: texts.optional(),
    Service: texts.optional(),
    Federated: texts.optional(),
    CanonicalUser: texts.optional(),
  }),
);

const statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Principal: principals.optional(),
    NotPrincipal: principals.optional(),
    Action: texts.optional(),
    NotAction: texts.optional(),
    Resource: texts.optional(),
    NotResource: texts.optional(),
    Condition: z.record(z.string(), z.record(z.string(), texts)).default({}),
  })
  .refine(({ Action, NotAction }) => (Action === undefined) !== (NotAction === undefined), {
    error: 'one of Action and NotAction is needed',
  })
  .refine(({ Resource, NotResource }) => Resource === undefined || NotResource === undefined, {
    error: 'Resource and NotResource exclude each other',
  })
  .refine(({ Principal, NotPrincipal }) => Principal === undefined || NotPrincipal === undefined, {
    error: 'Principal and NotPrincipal exclude each other',
  });

const policy = z.object({
  Version: z.enum(['2008-10-17', '2012-10-17']).default('2008-10-17'),
  Id: z.string().optional(),
  Statement: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(statement)),
});

/** A policy document whose elements are lists where they may be lists (IAM User Guide, "Grammar of the IAM JSON policy language"). */
export type Policy = z.output<typeof policy>;

/** One statement of a {@link Policy}. */
export type Statement = z.output<typeof statement>;

/** The principals that a statement names, by kind. */
export type Principals = z.output<typeof principals>;

/** A document that is no policy. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}

/**
 * Reads a policy.
 * @param document JSON text
 * @throws PolicyError that says which element is wrong
 */
export function parsePolicy(document: string): Policy {
  const json = parseJson(document);
  if (json === undefined) throw new PolicyError('not a policy: it is no JSON');
  const result = policy.safeParse(json);
  if (!result.success) throw new PolicyError(`not a policy: ${z.prettifyError(result.error)}`);
  return result.data;
}
