import { GetObjectCommand, HeadBucketCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { Environment } from '../project';
import { askS3, s3Client, type StateLocation } from './s3';

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
}

/** Whether the bucket exists. @throws UserError if it is out of reach */
export async function bucketExists(location: StateLocation, env: Environment): Promise<boolean> {
  const client = s3Client(location.region, env);
  return (await askS3(location, () => client.send(new HeadBucketCommand({ Bucket: location.bucket })))) !== undefined;
}

/** Reads one stack's state. @returns undefined if there is none @throws UserError if the bucket is out of reach */
export async function readState(location: StateLocation, env: Environment): Promise<State | undefined> {
  const client = s3Client(location.region, env);
  const text = await askS3(location, async () => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: location.bucket, Key: location.key }));
    return Body?.transformToString();
  });
  return text === undefined ? undefined : parseState(text);
}

/** Reads Terraform's state format, version 4. */
export function parseState(text: string): State {
  const { resources, outputs } = stateFile.parse(JSON.parse(text));
  return {
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value])),
    resources: resources
      .filter(({ mode }) => mode === 'managed')
      .flatMap(({ type, name, instances }) =>
        instances.map(({ attributes }) => ({ type, name, attributes: attributes ?? {} })),
      ),
  };
}

/** Keys of all states in the bucket that still hold resources, this location's own left out. */
export async function otherStatesInUse(location: StateLocation, env: Environment): Promise<string[]> {
  const client = s3Client(location.region, env);
  const list = await askS3(location, () => client.send(new ListObjectsV2Command({ Bucket: location.bucket })));
  const keys = (list?.Contents ?? [])
    .flatMap(({ Key }) => (Key === undefined ? [] : [Key]))
    .filter((key) => key.endsWith('.tfstate') && key !== location.key);
  const states = await Promise.all(keys.map((key) => readState({ ...location, key }, env)));
  return keys.filter((_, index) => (states[index]?.resources.length ?? 0) > 0);
}
