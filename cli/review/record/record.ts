import { z } from 'zod';
import { lockedProviders } from './lock-file';

// Everything here is read from a place that others may write to: names are strict, texts and lists have an end, and
// what is not known is refused. Nothing of it is ever part of a path.

/** Largest record, in bytes: a change of every stack of 1,000 services is about half of it. */
export const LARGEST_BYTES = 128 * 2 ** 20;

const MOST_STACKS = 10_000;
const MOST_CHANGES = 5_000;
const MOST_VALUES = 20_000;

/** Id of a git commit: SHA-1 or SHA-256. */
const commitId = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/);

/** Name of a git ref, as the person or the job wrote it. */
const refName = z.string().regex(/^[\w./@+~^{}#: -]{1,255}$/);

/** Id of a stack: it becomes the name of a folder of this project's output, never by this text. */
const stackId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,127}$/);

/** Version of a program, e.g. `1.11.4`. */
const version = z.string().regex(/^\d{1,5}(\.\d{1,5}){1,3}(-[\w.]{1,40})?$/);

/** Addresses and paths are shown in messages: they have no characters that control a terminal. */
const name = z.string().regex(/^[^\p{Cc}]{1,2000}$/u);

/**
 * A value: its SHA-256; the code of a value that a review does not show; or that it is not known before the apply.
 */
const value = z.union([
  z.string().regex(/^sha256:[\w+/]{43}=$/),
  z.string().regex(/^mac:[\w+/]{43}=$/),
  z.literal('unknown'),
]);

/** A value before and after; absent where there is none. Both are there, and the same, where it stays. */
const change = z.strictObject({ before: value.optional(), after: value.optional() });

const values = z
  .record(name, change)
  .refine((each) => Object.keys(each).length <= MOST_VALUES, `more than ${MOST_VALUES} values`);

const effect = z.strictObject({
  /** Address of the resource, or name of the output. */
  address: name,
  /** A former object of the address that an interrupted replacement has left over. */
  deposed: z
    .string()
    .regex(/^[0-9a-f]{8}$/)
    .optional(),
  action: z.enum(['create', 'update', 'replace', 'delete', 'forget', 'no-op']),
  /** What tells which object it acts on, by attribute. */
  object: z.record(name, value).refine((each) => Object.keys(each).length <= MOST_VALUES, `more than ${MOST_VALUES}`),
  /** By path. */
  values,
});

const stack = z.strictObject({
  stack: stackId,
  /** Whether its destruction was planned, because the config no longer has it. Its JSON is the base's. */
  isRemoved: z.boolean(),
  /** SHA-256 of the cdk.tf.json that was planned, as synthesized, hexadecimal. */
  jsonSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Whether the plan changes anything. */
  hasChanges: z.boolean(),
  /** The providers that planned it: the deployment uses no others. */
  providers: lockedProviders,
  changes: z.array(effect).max(MOST_CHANGES),
  outputs: z.array(effect).max(MOST_CHANGES),
});

/** What a review found, for the deployment of what it reviewed. It holds no value, and no plan that could be applied. */
export const reviewRecord = z.strictObject({
  version: z.literal(2),
  /** Random: the code of the same value is another one in another record. */
  nonce: z.string().regex(/^[\w+/]{43}=$/),
  /** When it was made, e.g. `2026-11-29T19:00:00.000Z`. */
  madeAt: z.iso.datetime(),
  /** What was compared with. */
  base: z.strictObject({ ref: refName, commit: commitId.or(z.literal('')) }),
  /** What was reviewed. The commit is empty if the working tree was. */
  head: z.strictObject({ ref: refName, commit: commitId.or(z.literal('')) }),
  /** `owner/name` on GitHub. @default - it is not known */
  repository: z
    .string()
    .regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/)
    .optional(),
  verdict: z.enum(['no changes', 'safe', 'attention', 'dangerous']),
  /** Whether a person accepted what is dangerous. */
  isAccepted: z.boolean(),
  /** Version of Terraform. */
  terraformVersion: version,
  /** Stacks that could not be planned. */
  failed: z.array(stackId).max(MOST_STACKS),
  /** In the order in which they are applied. */
  stacks: z.array(stack).max(MOST_STACKS),
});

/** What a review found. */
export type ReviewRecord = z.infer<typeof reviewRecord>;
/** What it found of a stack. */
export type StackRecord = z.infer<typeof stack>;
/** What the reviewed plan does to one object, or to one output. */
export type EffectRecord = z.infer<typeof effect>;
/** A value of it, before and after. */
export type ValueRecord = z.infer<typeof change>;
