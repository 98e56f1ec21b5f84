import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

import { filesIn, unzip, zipFolder } from '../files/zip';
import { type EmbeddedAwsFixture, REGION } from './embedded-aws';

/** Texts by the paths of their files. */
export type Texts = Readonly<Record<string, string>>;

/** Makes a bucket. */
export async function createBucket(fixture: EmbeddedAwsFixture, Bucket: string): Promise<void> {
  const create = new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } });
  await fixture.client(S3Client).send(create);
}

/** Writes an object. @returns its version, if the bucket has any */
export async function putObject(
  fixture: EmbeddedAwsFixture,
  Bucket: string,
  Key: string,
  Body: Buffer | string,
): Promise<string | undefined> {
  return (await fixture.client(S3Client).send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId;
}

/** Reads an object. */
export async function objectOf(fixture: EmbeddedAwsFixture, Bucket: string, Key: string): Promise<Buffer> {
  const { Body } = await fixture.client(S3Client).send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

/** The keys of all objects of a bucket, sorted. */
export async function keysOf(fixture: EmbeddedAwsFixture, Bucket: string): Promise<string[]> {
  const { Contents = [] } = await fixture.client(S3Client).send(new ListObjectsV2Command({ Bucket }));
  return Contents.map(({ Key = '' }) => Key);
}

/** A zip file of files that may be executed. */
export function zipOf(texts: Texts): Promise<Buffer> {
  return inFolder(async (folder) => {
    for (const [name, text] of Object.entries(texts)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text, { mode: 0o755 });
    }
    return zipFolder(folder);
  });
}

/** What is in a zip file. */
export function textsOf(zip: Buffer): Promise<Texts> {
  return inFolder(async (folder) => {
    await writeFile(path.join(folder, 'zip'), zip);
    const target = path.join(folder, 'target');
    await unzip(path.join(folder, 'zip'), target);
    const names = await filesIn(target);
    const read = async (name: string): Promise<[string, string]> => [
      name,
      await readFile(path.join(target, name), 'utf8'),
    ];
    return Object.fromEntries(await Promise.all(names.map(read)));
  });
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bucket-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
