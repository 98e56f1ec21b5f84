import { z } from 'zod';
import { stackOfStateKey } from '../../../platform/states';
import type { StackJson } from '../../stacks/manifest';

/** What a stack reads of another one's state. */
export interface StackRead {
  /** Name of the `terraform_remote_state` that reads it. */
  readonly data: string;
  /** Bucket of the state that is read. */
  readonly bucket: string;
  /** Key of the state that is read. */
  readonly key: string;
  readonly region: string;
  /** Name of the stack that is read: states are called after their stacks. */
  readonly stack: string;
  /** Names of the outputs that are used, in alphabetical order. */
  readonly outputs: readonly string[];
}

const remoteStates = z.looseObject({
  data: z
    .looseObject({
      terraform_remote_state: z
        .record(
          z.string(),
          z.looseObject({ config: z.looseObject({ bucket: z.string(), key: z.string(), region: z.string() }) }),
        )
        .default({}),
    })
    .default({ terraform_remote_state: {} }),
});

/** A reference to an output of another state, in its two notations. */
const REFERENCE = /\bdata\.terraform_remote_state\.([\w-]+)\.outputs(?:\.([\w-]+)|\[\\*"([\w-]+)\\*"\])/g;

/** Everything that a stack reads of others. */
export function readsOf(json: StackJson): StackRead[] {
  const text = JSON.stringify(json);
  return Object.entries(remoteStates.parse(json).data.terraform_remote_state).map(
    ([
      data,
      {
        config: { bucket, key, region },
      },
    ]) => ({
      data,
      bucket,
      key,
      region,
      stack: stackOfStateKey(key).stack,
      outputs: outputsUsed(text, data),
    }),
  );
}

function outputsUsed(text: string, data: string): string[] {
  const used = [...text.matchAll(REFERENCE)].flatMap(([, name, plain, quoted]) =>
    name === data ? [plain ?? quoted ?? ''] : [],
  );
  return [...new Set(used)].sort();
}
