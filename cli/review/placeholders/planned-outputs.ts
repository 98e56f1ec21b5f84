import { z } from 'zod';

/** What a plan says of an output: a value, and which parts of it are unknown or secret. */
const outputChange = z.looseObject({
  actions: z.array(z.string()),
  after: z.unknown().optional(),
  after_unknown: z.unknown().optional(),
  after_sensitive: z.unknown().optional(),
});

const plan = z.looseObject({ output_changes: z.record(z.string(), outputChange).default({}) });

/** What a stack will publish, as far as its plan tells. */
export type PlannedOutputs = ReadonlyMap<string, PlannedOutput>;

/** What a plan tells of one output. */
export interface PlannedOutput {
  readonly after: unknown;
  /** `true` of what is unknown, in the form of the value: `true`, or e.g. `[false, true]`. */
  readonly unknown: unknown;
  readonly isSensitive: boolean;
  /** Whether the plan changes it, or may change it. */
  readonly isChanged: boolean;
}

/** @param json of `terraform show -json <plan file>` */
export function plannedOutputs(json: unknown): PlannedOutputs {
  return new Map(
    Object.entries(plan.parse(json).output_changes).map(
      ([name, { actions, after, after_unknown, after_sensitive }]) => [
        name,
        {
          after,
          unknown: after_unknown,
          isSensitive: holdsTrue(after_sensitive),
          isChanged: !actions.every((action) => action === 'no-op'),
        },
      ],
    ),
  );
}

/** Whether a plan has no better value than a made-up one. */
export function isUnknown({ after, unknown, isSensitive }: PlannedOutput): boolean {
  return isSensitive || unknown === true || after === undefined;
}

/** Whether anything in a mask is marked. */
export function holdsTrue(mask: unknown): boolean {
  if (mask === true) return true;
  return typeof mask === 'object' && mask !== null && Object.values(mask).some(holdsTrue);
}
