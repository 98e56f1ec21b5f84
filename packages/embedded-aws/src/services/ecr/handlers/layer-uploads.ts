import { createHash, type Hash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';

import { AwsError } from '../../../gateway/aws-error';
import type { HandlerContext } from '../../../gateway/handler';
import { asList, asText, type JsonObject } from '../../../gateway/json';
import { jsonHandler } from '../../../gateway/json-handler';
import type { AwsRequest } from '../../../gateway/request';
import { Table } from '../../../gateway/table';
import { blobsOf, calledRepository, type CalledRepository } from './repository';

/** A layer that has not come as a whole yet. */
interface LayerUpload {
  readonly repositoryName: string;
  readonly file: string;
  readonly hash: Hash;
  /** Bytes that have come. */
  size: number;
  /** Length of the last part in bytes: every other has to be large. */
  lastPart: number;
  /** Whether a part that another one followed was too small. */
  hasSmallPart: boolean;
}

/** Bytes that are best uploaded at once, which InitiateLayerUpload tells. */
const PART_BYTES = 10 * 1024 * 1024;

/** Bounds of a part in bytes (Amazon ECR API Reference, "UploadLayerPart" and "CompleteLayerUpload"). */
const LARGEST_PART = 20 * 1024 * 1024;
const SMALLEST_PART = 5 * 1024 * 1024;

const uploads = new Table<LayerUpload>('layer uploads of AWS::ECR::Repository');

/** Takes layers in parts; moto forgets their content. */
export const layerUploads = jsonHandler('ecr', {
  InitiateLayerUpload: async (input, request, context) => {
    const { repositoryName } = await calledRepository(input, request, context);
    const folder = path.join(context.runtime.folder, 'ecr', 'uploads');
    const uploadId = randomUUID();
    await mkdir(folder, { recursive: true });
    const file = path.join(folder, uploadId);
    const started = { repositoryName, file, hash: createHash('sha256'), size: 0, lastPart: 0, hasSmallPart: false };
    uploads.in(context.memory, request).set(uploadId, started);
    return { uploadId, partSize: PART_BYTES };
  },
  UploadLayerPart: async (input, request, context) => {
    const { repository, uploadId, upload } = await calledUpload(input, request, context);
    const part = Buffer.from(asText(input['layerPartBlob']), 'base64');
    checkPart(input, part, upload, repository.registryId);
    await appendFile(upload.file, part);
    upload.hash.update(part);
    upload.hasSmallPart ||= upload.size > 0 && upload.lastPart < SMALLEST_PART;
    upload.size += part.length;
    upload.lastPart = part.length;
    return { ...shown(repository), uploadId, lastByteReceived: upload.size - 1 };
  },
  CompleteLayerUpload: async (input, request, context) => {
    const { repository, uploadId, upload } = await calledUpload(input, request, context);
    const layerDigest = checkLayer(asList(input['layerDigests']).map(asText), upload, repository);
    await blobsOf(context.runtime).write(createReadStream(upload.file), layerDigest);
    await rm(upload.file);
    uploads.in(context.memory, request).delete(uploadId);
    repository.layers.add(layerDigest);
    return { ...shown(repository), uploadId, layerDigest };
  },
});

function shown({ registryId, repositoryName }: CalledRepository): JsonObject {
  return { registryId, repositoryName };
}

async function calledUpload(
  input: JsonObject,
  request: AwsRequest,
  context: HandlerContext,
): Promise<{ repository: CalledRepository; uploadId: string; upload: LayerUpload }> {
  const repository = await calledRepository(input, request, context);
  const uploadId = asText(input['uploadId']);
  const upload = uploads.in(context.memory, request).get(uploadId);
  if (upload?.repositoryName === repository.repositoryName) return { repository, uploadId, upload };
  throw new AwsError(
    'UploadNotFoundException',
    `Upload with id '${uploadId}' could not be found for the repository with name '${repository.repositoryName}' in the registry with id '${repository.registryId}'`,
  );
}

function checkPart(input: JsonObject, part: Buffer, upload: LayerUpload, registryId: string): void {
  const { partFirstByte: first, partLastByte: last } = input;
  const isNext = first === upload.size && last === upload.size + part.length - 1;
  if (isNext && part.length > 0 && part.length <= LARGEST_PART) return;
  const found = `part of ${part.length} bytes from ${String(first)} to ${String(last)}`;
  const allowed = `1 to ${LARGEST_PART} bytes, the first of them at ${upload.size}`;
  throw new AwsError(
    'InvalidLayerPartException',
    `Invalid layer part upload for the repository with name '${upload.repositoryName}' in the registry with id '${registryId}': ${found}, allowed are ${allowed}`,
  );
}

/** @returns the digest */
function checkLayer(
  expected: readonly string[],
  upload: LayerUpload,
  { repositoryName, layers }: CalledRepository,
): string {
  if (upload.size === 0)
    throw new AwsError('EmptyUploadException', 'The layer upload does not contain any layer parts.');
  if (upload.hasSmallPart) {
    const message = `Layer parts must be at least ${SMALLEST_PART} bytes in size, but for the last one.`;
    throw new AwsError('LayerPartTooSmallException', message);
  }
  const digest = `sha256:${upload.hash.copy().digest('hex')}`;
  if (!expected.includes(digest)) {
    const message = `The digest of the uploaded layer is '${digest}', which is not the given '${expected.join("', '")}'`;
    throw new AwsError('InvalidLayerException', message);
  }
  if (layers.has(digest)) {
    const message = `Layer with digest '${digest}' already exists in the repository with name '${repositoryName}'`;
    throw new AwsError('LayerAlreadyExistsException', message);
  }
  return digest;
}
