import type { Handler, Next } from '../../../gateway/handler';
import type { AwsRequest } from '../../../gateway/request';
import { bucketOf } from './buckets';

/**
 * Deletes single versions in a bucket that stopped keeping them. To moto such a bucket never had any: it drops an object
 * with all of its versions, and fails on delete markers. While versions are deleted, the bucket keeps them again.
 */
export const suspendedVersions: Handler = {
  service: 's3',
  operations: ['DeleteObject', 'DeleteObjects'],
  handle: async (request, next, { moto }) => {
    if (!namesVersions(request) || !(await isSuspended(request, moto))) return next(request);
    await setVersioning(request, moto, 'Enabled');
    try {
      return await next(request);
    } finally {
      await setVersioning(request, moto, 'Suspended');
    }
  },
};

function namesVersions({ query, body }: AwsRequest): boolean {
  return query.has('versionId') || body.includes('<VersionId>');
}

async function isSuspended(request: AwsRequest, moto: Next): Promise<boolean> {
  const { body } = await moto(versioningCall(request, 'GET', ''));
  return body.includes('<Status>Suspended</Status>');
}

async function setVersioning(request: AwsRequest, moto: Next, status: 'Enabled' | 'Suspended'): Promise<void> {
  const configuration = `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`;
  await moto(versioningCall(request, 'PUT', configuration));
}

function versioningCall(request: AwsRequest, method: 'GET' | 'PUT', body: string): AwsRequest {
  const path = `/${bucketOf(request)}`;
  const operation = method === 'GET' ? 'GetBucketVersioning' : 'PutBucketVersioning';
  const query = new URLSearchParams({ versioning: '' });
  return { ...request, operation, method, path, target: `${path}?versioning`, query, body: Buffer.from(body) };
}
