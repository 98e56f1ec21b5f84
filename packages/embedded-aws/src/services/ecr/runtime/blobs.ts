import {
  BatchCheckLayerAvailabilityCommand,
  CompleteLayerUploadCommand,
  GetDownloadUrlForLayerCommand,
  InitiateLayerUploadCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr';

import { type Exchange, repositoryOf } from './exchange';
import { RegistryError } from './registry-error';

/** Says whether a layer is there. */
export async function headBlob(exchange: Exchange): Promise<void> {
  const { ecr, name, response } = exchange;
  const command = new BatchCheckLayerAvailabilityCommand({ ...repositoryOf(exchange), layerDigests: [name] });
  const { layers: [layer] = [], failures = [] } = await ecr.send(command);
  if (layer?.layerSize === undefined) {
    throw new RegistryError(404, 'BLOB_UNKNOWN', failures[0]?.failureReason ?? 'blob unknown to registry');
  }
  const type = 'application/octet-stream';
  const headers = { 'content-type': type, 'content-length': layer.layerSize, 'docker-content-digest': name };
  response.writeHead(200, headers).end();
}

/** Sends the client to where the layer is. */
export async function getBlob(exchange: Exchange): Promise<void> {
  const command = new GetDownloadUrlForLayerCommand({ ...repositoryOf(exchange), layerDigest: exchange.name });
  const { downloadUrl } = await exchange.ecr.send(command);
  exchange.response.writeHead(307, { location: downloadUrl, 'content-length': 0 }).end();
}

/** Begins an upload. Layers of other repositories are not taken over: ECR answers with an upload, too. */
export async function startUpload(exchange: Exchange): Promise<void> {
  const { uploadId = '' } = await exchange.ecr.send(new InitiateLayerUploadCommand(repositoryOf(exchange)));
  const upload = { ...exchange, name: uploadId };
  if (exchange.query.has('digest')) return finishUpload(upload);
  answerUpload(upload, 0);
}

/** Takes a part of a layer. How far it has come is in the address, so that nothing has to be remembered. */
export async function continueUpload(exchange: Exchange): Promise<void> {
  answerUpload(exchange, await uploadParts(exchange));
}

/** Takes the last part, if any, and makes a layer of all. */
export async function finishUpload(exchange: Exchange): Promise<void> {
  const { ecr, name: uploadId, query, repositoryName, response } = exchange;
  const digest = query.get('digest') ?? '';
  await uploadParts(exchange);
  try {
    await ecr.send(new CompleteLayerUploadCommand({ ...repositoryOf(exchange), uploadId, layerDigests: [digest] }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'LayerAlreadyExistsException') throw error;
  }
  const headers = { location: `/v2/${repositoryName}/blobs/${digest}`, 'docker-content-digest': digest };
  response.writeHead(201, { ...headers, 'content-length': 0 }).end();
}

/** Bytes of one part: what InitiateLayerUpload advises. */
const PART_BYTES = 10 * 1024 * 1024;

/** Sends the body on in parts. @returns how many bytes have come since the upload began */
async function uploadParts(exchange: Exchange): Promise<number> {
  let sent = Number(exchange.query.get('offset') ?? 0);
  for await (const part of partsOf(exchange)) {
    await uploadPart(exchange, part, sent);
    sent += part.length;
  }
  return sent;
}

async function* partsOf({ incoming }: Exchange): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size < PART_BYTES) continue;
    yield Buffer.concat(chunks);
    chunks = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(chunks);
}

async function uploadPart(exchange: Exchange, layerPartBlob: Buffer, partFirstByte: number): Promise<void> {
  const command = new UploadLayerPartCommand({
    ...repositoryOf(exchange),
    uploadId: exchange.name,
    partFirstByte,
    partLastByte: partFirstByte + layerPartBlob.length - 1,
    layerPartBlob,
  });
  await exchange.ecr.send(command);
}

function answerUpload({ response, repositoryName, name }: Exchange, size: number): void {
  const location = `/v2/${repositoryName}/blobs/uploads/${name}?offset=${size}`;
  const range = `0-${Math.max(size - 1, 0)}`;
  response.writeHead(202, { location, range, 'docker-upload-uuid': name, 'content-length': 0 }).end();
}
