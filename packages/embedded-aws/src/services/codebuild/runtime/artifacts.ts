import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { BuildArtifacts, ProjectArtifacts } from '@aws-sdk/client-codebuild';
import { PutObjectCommand, type PutObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';

import { s3ArnOf } from '../../../gateway/arn';
import { zipEntries, type ZipEntry } from '../../../files/zip';
import { findArtifactFiles } from './artifact-files';
import { type BuildRun, uuidOf } from './build-run';
import type { ArtifactSpec, Buildspec } from './buildspec';
import { PhaseFailure, roleCall } from './phase';

/** What it takes to upload the artifacts of a build. */
export interface Upload {
  readonly run: BuildRun;
  /** Acts as the build's role. */
  readonly s3: S3Client;
  /** Folder of the primary source. */
  readonly source: string;
  /** Replaces variables and commands of the shell in a text, e.g. `app-$(date +%F)`. */
  readonly expand: (text: string) => Promise<string>;
}

/**
 * Uploads what the buildspec names, to where the pipeline or the project says, as the build's role.
 * @throws PhaseFailure `CLIENT_ERROR` if nothing matches or the role may not write
 */
export async function uploadArtifacts(upload: Upload, spec: Buildspec): Promise<void> {
  const { build, log } = upload.run;
  const { project, handover } = build.options;
  if (handover !== undefined) {
    await uploadOutputs(upload, spec);
    return;
  }
  if (project.artifacts?.type === 'S3') {
    const artifacts = await uploadToBucket(upload, project.artifacts, spec.artifacts, 'artifacts');
    build.update({ artifacts: { ...build.description.artifacts, ...artifacts } });
  }
  const secondary = project.secondaryArtifacts ?? [];
  log.write(secondary.length === 0 ? 'No secondary artifacts defined' : 'Preparing to copy secondary artifacts');
  const secondaryArtifacts: BuildArtifacts[] = [];
  for (const target of secondary) {
    const identifier = target.artifactIdentifier ?? '';
    const files = spec.secondaryArtifacts[identifier];
    const uploaded = await uploadToBucket(upload, target, files, `secondary-artifacts.${identifier}`);
    secondaryArtifacts.push({ artifactIdentifier: identifier, ...uploaded });
  }
  build.update({ secondaryArtifacts });
}

/** Of several outputs, each is the secondary artifact of its name; a single one may be the primary artifact. */
async function uploadOutputs(upload: Upload, spec: Buildspec): Promise<void> {
  const { run, source, expand } = upload;
  const outputs = run.build.options.handover?.outputs ?? [];
  for (const { name, bucket, key } of outputs) {
    const files = spec.secondaryArtifacts[name] ?? (outputs.length === 1 ? spec.artifacts : undefined);
    if (files === undefined) throw missing(outputs.length === 1 ? 'artifacts' : `secondary-artifacts.${name}`);
    const entries = await findArtifactFiles(run.log, source, await expanded(files, expand));
    const uploaded = await putZip(upload, bucket, key, entries);
    if (outputs[0]?.name === name) run.build.update({ artifacts: { ...run.build.description.artifacts, ...uploaded } });
  }
}

function missing(key: string): PhaseFailure {
  return new PhaseFailure('CLIENT_ERROR', `no ${key} in the buildspec, which says what to upload`);
}

async function uploadToBucket(
  upload: Upload,
  target: ProjectArtifacts,
  given: ArtifactSpec | undefined,
  key: string,
): Promise<BuildArtifacts> {
  if (given === undefined) throw missing(key);
  const spec = await expanded(given, upload.expand);
  const entries = await findArtifactFiles(upload.run.log, upload.source, spec);
  const bucket = (target.location ?? '').replace(/^arn:[\w-]+:s3:::/, '');
  const prefix = keyOf(upload.run, target, spec);
  if (target.packaging === 'ZIP') return putZip(upload, bucket, prefix, entries);
  for (const entry of entries) {
    await put(upload, bucket, path.posix.join(prefix, entry.name), await readFile(entry.file));
  }
  return { location: s3ArnOf(upload.run.build.options.place, `${bucket}/${prefix}`) };
}

/** `<path>/<build id>/<name>` (CodeBuild API Reference, "ProjectArtifacts"). */
function keyOf({ build }: BuildRun, target: ProjectArtifacts, spec: ArtifactSpec): string {
  const name = (target.overrideArtifactName === true ? spec.name : undefined) ?? target.name;
  const parts = [
    target.path ?? '',
    target.namespaceType === 'BUILD_ID' ? uuidOf(build) : '',
    name ?? build.description.projectName,
  ];
  return path.posix.join(...parts).replace(/^\//, '');
}

async function putZip(
  upload: Upload,
  bucket: string,
  key: string,
  entries: readonly ZipEntry[],
): Promise<BuildArtifacts> {
  const zip = await zipEntries(entries);
  await put(upload, bucket, key, zip);
  return {
    location: s3ArnOf(upload.run.build.options.place, `${bucket}/${key}`),
    sha256sum: createHash('sha256').update(zip).digest('hex'),
    md5sum: createHash('md5').update(zip).digest('hex'),
  };
}

async function put({ run, s3 }: Upload, bucket: string, key: string, body: Buffer): Promise<void> {
  const put = new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ...encryptionOf(run) });
  await roleCall(s3.send(put, { abortSignal: run.signal }), 'CLIENT_ERROR', `${bucket}/${key}`);
}

/**
 * Artifacts are encrypted with the key of the project, also those of a pipeline, and without one with the key that AWS
 * manages for S3 (CodeBuild API Reference, "CreateProject", encryptionKey, and "ProjectArtifacts", encryptionDisabled).
 */
function encryptionOf({ build }: BuildRun): Pick<PutObjectCommandInput, 'ServerSideEncryption' | 'SSEKMSKeyId'> {
  const { artifacts, encryptionKey } = build.options.project;
  if (artifacts?.encryptionDisabled === true) return {};
  return { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: encryptionKey };
}

/** One after the other: there is one shell. */
async function expanded(spec: ArtifactSpec, expand: Upload['expand']): Promise<ArtifactSpec> {
  const all = async (texts: readonly string[]): Promise<string[]> => {
    const results: string[] = [];
    for (const text of texts) results.push(await expand(text));
    return results;
  };
  return {
    ...spec,
    files: await all(spec.files),
    excluded: await all(spec.excluded),
    baseDirectory: await expand(spec.baseDirectory),
    ...(spec.name !== undefined && { name: await expand(spec.name) }),
  };
}
