import type { ServerResponse } from 'node:http';

import { HEAD_ERROR } from '../../../containers/oci/head-error';

/** An error as registries give it (OCI distribution specification, "Error Codes"). */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';

  /**
   * @param status of HTTP
   * @param code e.g. `NAME_UNKNOWN`
   */
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What ECR's own errors are to a client of the registry; what is not listed is `UNKNOWN`. */
const TRANSLATIONS: Readonly<Record<string, readonly [number, string]>> = {
  RepositoryNotFoundException: [404, 'NAME_UNKNOWN'],
  LayersNotFoundException: [404, 'BLOB_UNKNOWN'],
  UploadNotFoundException: [404, 'BLOB_UPLOAD_UNKNOWN'],
  ReferencedImagesNotFoundException: [404, 'MANIFEST_BLOB_UNKNOWN'],
  ImageTagAlreadyExistsException: [400, 'TAG_INVALID'],
  ImageDigestDoesNotMatchException: [400, 'DIGEST_INVALID'],
  InvalidLayerException: [400, 'DIGEST_INVALID'],
  InvalidLayerPartException: [416, 'BLOB_UPLOAD_INVALID'],
  LayerPartTooSmallException: [400, 'BLOB_UPLOAD_INVALID'],
  EmptyUploadException: [400, 'BLOB_UPLOAD_INVALID'],
  InvalidParameterException: [400, 'MANIFEST_INVALID'],
  ClientException: [400, 'UNKNOWN'],
};

/** Says in the registry's words what a call of ECR failed with. */
export function registryErrorOf(error: unknown): RegistryError {
  if (error instanceof RegistryError) return error;
  if (!(error instanceof Error)) return new RegistryError(500, 'UNKNOWN', String(error));
  if (error.name.startsWith('AccessDenied')) return new RegistryError(403, 'DENIED', error.message);
  const [status, code] = TRANSLATIONS[error.name] ?? [500, 'UNKNOWN'];
  return new RegistryError(status, code, error.message);
}

/** Answers with an error; an answer to HEAD, which has no body, says it in a header. */
export function writeRegistryError(response: ServerResponse, { status, code, message }: RegistryError): void {
  const body = JSON.stringify({ errors: [{ code, message }] });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  if (response.req.method === 'HEAD') response.writeHead(status, { ...headers, [HEAD_ERROR]: body }).end();
  else response.writeHead(status, headers).end(body);
}
