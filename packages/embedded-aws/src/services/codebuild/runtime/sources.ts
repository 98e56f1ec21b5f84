import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';

import type { AwsSettings } from '../../../gateway/settings';
import { unzip } from '../../../files/zip';
import type { BuildRun } from './build-run';
import { PhaseFailure, roleCall } from './phase';

/** Where the sources of a build are. */
export interface SourceFolders {
  readonly primary: string;
  /** By name of the input artifact or source identifier. */
  readonly secondary: Readonly<Record<string, string>>;
}

/** An object of a bucket, or all under a prefix that ends with a slash. */
interface S3Location {
  readonly bucket: string;
  readonly key: string;
  /** @default the newest */
  readonly versionId?: string;
}

/**
 * Downloads the sources of a build, as its role.
 * @throws PhaseFailure `CLIENT_ERROR` if one is not there, is no zip file, or the role may not read it
 */
export async function downloadSources(run: BuildRun, settings: AwsSettings): Promise<SourceFolders> {
  const [primary, ...secondary] = locationsOf(run);
  const folders = {
    primary: path.join(run.folder, 'src'),
    secondary: Object.fromEntries(secondary.map(({ name }) => [name, path.join(run.folder, 'secondary', name)])),
  };
  await mkdir(folders.primary);
  if (primary?.location !== undefined) await download(run, settings, primary.location, folders.primary);
  for (const { name, location } of secondary) {
    if (location !== undefined) await download(run, settings, location, path.join(run.folder, 'secondary', name));
  }
  return folders;
}

/** A source, and where it comes from; it is empty if it comes from nowhere. */
interface NamedLocation {
  readonly name: string;
  readonly location?: S3Location | undefined;
}

/** The primary source and the secondary ones. */
function locationsOf({ build }: BuildRun): NamedLocation[] {
  const { project, handover } = build.options;
  if (handover !== undefined) return handover.inputs.map((location) => ({ name: location.name, location }));
  const versions = new Map(
    project.secondarySourceVersions?.map(({ sourceIdentifier, sourceVersion }) => [sourceIdentifier, sourceVersion]),
  );
  return [
    { name: '', location: s3LocationOf(project.source?.location, build.description.sourceVersion) },
    ...(project.secondarySources ?? []).map(({ sourceIdentifier = '', location }) => ({
      name: sourceIdentifier,
      location: s3LocationOf(location, versions.get(sourceIdentifier)),
    })),
  ];
}

/** `<bucket>/<key>` or the ARN of an object (CodeBuild API Reference, "ProjectSource", location). */
function s3LocationOf(location: string | undefined, versionId: string | undefined): S3Location | undefined {
  if (location === undefined) return undefined;
  const [, bucket = '', key = ''] = /^(?:arn:[\w-]+:s3:::)?([^/]*)\/?(.*)$/.exec(location) ?? [];
  return { bucket, key, ...(versionId && { versionId }) };
}

async function download(run: BuildRun, settings: AwsSettings, location: S3Location, folder: string): Promise<void> {
  const s3 = new S3Client(settings);
  if (location.key.endsWith('/') || location.key === '') await downloadFolder(run, s3, location, folder);
  else await downloadZip(run, s3, location, folder);
}

async function downloadFolder(run: BuildRun, s3: S3Client, { bucket, key }: S3Location, folder: string): Promise<void> {
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: key })) {
    for (const { Key = '' } of page.Contents ?? []) {
      if (Key.endsWith('/')) continue;
      const file = path.join(folder, Key.slice(key.length));
      if (!file.startsWith(folder + path.sep)) {
        throw new PhaseFailure('CLIENT_ERROR', `${bucket}/${Key} leads out of the folder of the source`);
      }
      await mkdir(path.dirname(file), { recursive: true });
      await downloadObject(run, s3, { bucket, key: Key }, file);
    }
  }
}

async function downloadZip(run: BuildRun, s3: S3Client, location: S3Location, folder: string): Promise<void> {
  const file = `${folder}.zip`;
  await mkdir(path.dirname(file), { recursive: true });
  await downloadObject(run, s3, location, file);
  await unzip(file, folder).catch((error: unknown) => {
    const name = `${location.bucket}/${location.key}`;
    throw new PhaseFailure('CLIENT_ERROR', `${name} cannot be unzipped: ${String(error)}`, { cause: error });
  });
  await rm(file);
}

async function downloadObject(run: BuildRun, s3: S3Client, location: S3Location, file: string): Promise<void> {
  const { bucket, key, versionId } = location;
  const get = new GetObjectCommand({ Bucket: bucket, Key: key, ...(versionId && { VersionId: versionId }) });
  const { Body } = await roleCall(s3.send(get, { abortSignal: run.signal }), 'CLIENT_ERROR', `${bucket}/${key}`);
  await pipeline(Body as Readable, createWriteStream(file), { signal: run.signal });
}

/**
 * Reads a small object, as the build's role.
 * @param arn of the object
 * @throws PhaseFailure `CLIENT_ERROR` if it is not there or the role may not read it
 */
export async function readObject(settings: AwsSettings, arn: string): Promise<string> {
  const { bucket = '', key = '' } = s3LocationOf(arn, undefined) ?? {};
  const get = new GetObjectCommand({ Bucket: bucket, Key: key });
  const { Body } = await roleCall(new S3Client(settings).send(get), 'CLIENT_ERROR', `${bucket}/${key}`);
  return (await Body?.transformToString()) ?? '';
}
