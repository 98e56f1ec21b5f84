import type { AwsAnswer } from '../../../gateway/answer';
import { AwsError } from '../../../gateway/aws-error';
import { succeeded } from '../../../gateway/calls';
import type { Handler, Next } from '../../../gateway/handler';
import type { AwsRequest } from '../../../gateway/request';
import { type Memory, type Place, Table } from '../../../gateway/table';

/** What moto does not keep of a bucket. */
export interface KeptBucket {
  /** As it was put, in JSON. */
  readonly policy?: string;
  /** As it was put, in XML. */
  readonly notifications?: string;
  /** Where its access log goes, as it was put, in XML. */
  readonly logging?: string;
}

const buckets = new Table<KeptBucket>('settings of AWS::S3::Bucket');

/** What is kept of the bucket that a request is about; the names of buckets are the same everywhere. */
export function keptBucket(memory: Memory, request: AwsRequest): KeptBucket {
  return recordsOf(memory, request).get(bucketOf(request)) ?? {};
}

/** What is kept of a bucket, whosever it is. */
export function findBucket(memory: Memory, name: string): (KeptBucket & { readonly account: string }) | undefined {
  const account = buckets
    .list(memory)
    .find((id) => id.endsWith(` ${name}`))
    ?.split(' ', 1)[0];
  return account === undefined ? undefined : { ...buckets.in(memory, placeOf(account)).get(name), account };
}

/** Keeps these settings of the bucket that a request is about, and forgets those that are undefined. */
export function keepBucket(
  memory: Memory,
  request: AwsRequest,
  changes: { readonly [K in keyof KeptBucket]: KeptBucket[K] | undefined },
): void {
  const kept = Object.entries({ ...keptBucket(memory, request), ...changes }).filter(
    ([, value]) => value !== undefined,
  );
  recordsOf(memory, request).set(bucketOf(request), Object.fromEntries(kept));
}

/** Name of the bucket that a request is about. */
export function bucketOf({ path }: AwsRequest): string {
  return decodeURIComponent(path.split('/')[1] ?? '');
}

/** @throws AwsError NoSuchBucket */
export async function checkBucket(request: AwsRequest, moto: Next): Promise<void> {
  const { status } = await headBucket(bucketOf(request), request, moto);
  if (status === 404) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
}

/** Asks moto whether a bucket is there, and in which region. */
export function headBucket(name: string, request: AwsRequest, moto: Next): Promise<AwsAnswer> {
  const target = `/${encodeURIComponent(name)}`;
  const head = { method: 'HEAD', target, path: target, query: new URLSearchParams(), body: Buffer.alloc(0) };
  return moto({ ...request, ...head, operation: 'HeadBucket' });
}

/** Forgets a bucket that is deleted. */
export const bucketDeletion: Handler = {
  service: 's3',
  operations: ['DeleteBucket'],
  handle: async (request, next, { memory }): Promise<AwsAnswer> => {
    const answer = await next(request);
    if (succeeded(answer)) recordsOf(memory, request).delete(bucketOf(request));
    return answer;
  },
};

function recordsOf(memory: Memory, { account }: AwsRequest): Map<string, KeptBucket> {
  return buckets.in(memory, placeOf(account));
}

function placeOf(account: string): Place {
  return { account, scope: { region: 'all regions' } };
}
