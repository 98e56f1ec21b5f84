import { GetObjectCommand, HeadBucketCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { isStateKey, type StateLocation } from '../../platform/states';
import { inParallel } from '../in-parallel';
import type { Environment } from '../project';
import { askS3, s3Client } from './s3';

/** Terraform's state format, version 4: the parts that are read here. */
const stateFile = z.looseObject({
  outputs: z.record(z.string(), z.looseObject({ value: z.unknown() })).default({}),
  resources: z
    .array(
      z.looseObject({
        mode: z.enum(['managed', 'data']),
        type: z.string(),
        name: z.string(),
        instances: z.array(z.looseObject({ attributes: z.record(z.string(), z.unknown()).optional() })),
      }),
    )
    .default([]),
});

/** How a state holds what it read of another: the type of `config` is open, so its value has one beside it. */
const remoteState = z.looseObject({ config: z.looseObject({ value: z.looseObject({ key: z.string() }) }) });

/** One thing that Terraform manages. */
export interface Resource {
  /** E.g. `aws_lb`. */
  readonly type: string;
  /** Name in the configuration. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What Terraform remembers of a stack. */
export interface State {
  readonly resources: readonly Resource[];
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Keys of the states that the stack read, as they were when it was last applied. */
  readonly readKeys: readonly string[];
}

/** Whether the bucket exists. @throws UserError if it is out of reach */
export async function bucketExists(location: StateLocation, env: Environment): Promise<boolean> {
  const client = s3Client(location.region, env);
  return (
    (await askS3(location, env, () => client.send(new HeadBucketCommand({ Bucket: location.bucket })))) !== undefined
  );
}

/** Reads one stack's state. @returns undefined if there is none @throws UserError if the bucket is out of reach */
export async function readState(location: StateLocation, env: Environment): Promise<State | undefined> {
  const client = s3Client(location.region, env);
  const text = await askS3(location, env, async () => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: location.bucket, Key: location.key }));
    return Body?.transformToString();
  });
  return text === undefined ? undefined : parseState(text);
}

/** Reads Terraform's state format, version 4. */
export function parseState(text: string): State {
  const { resources, outputs } = stateFile.parse(JSON.parse(text));
  return {
    readKeys: resources
      .filter(({ mode, type }) => mode === 'data' && type === 'terraform_remote_state')
      .flatMap(({ instances }) => instances.map(({ attributes }) => remoteState.parse(attributes).config.value.key)),
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value])),
    resources: resources
      .filter(({ mode }) => mode === 'managed')
      .flatMap(({ type, name, instances }) =>
        instances.map(({ attributes }) => ({ type, name, attributes: attributes ?? {} })),
      ),
  };
}

/** A state in the bucket. */
export interface StoredState {
  /** Key in the bucket. */
  readonly key: string;
  readonly state: State;
}

/** States read at a time. */
const READS_AT_A_TIME = 8;

/**
 * All states in a bucket that hold resources.
 * @param location of any of them
 * @throws UserError if the bucket is out of reach
 */
export async function statesInUse(location: StateLocation, env: Environment): Promise<StoredState[]> {
  const keys = await stateKeys(location, env);
  const states = await inParallel(keys, READS_AT_A_TIME, async (key) => ({
    key,
    state: await readState({ ...location, key }, env),
  }));
  return states.flatMap(({ key, state }) =>
    state === undefined || state.resources.length === 0 ? [] : [{ key, state }],
  );
}

async function stateKeys(location: StateLocation, env: Environment): Promise<string[]> {
  const client = s3Client(location.region, env);
  const keys = await askS3(location, env, async () => {
    const found: string[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: location.bucket })) {
      found.push(...Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key])));
    }
    return found;
  });
  return (keys ?? []).filter(isStateKey);
}
