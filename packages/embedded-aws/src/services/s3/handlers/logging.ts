import { XMLParser } from 'fast-xml-parser';

import type { AwsAnswer } from '../../../gateway/answer';
import { s3ArnOf } from '../../../gateway/arn';
import { isServiceAllowed } from '../../../gateway/authorization/service-access';
import { AwsError } from '../../../gateway/aws-error';
import { succeeded } from '../../../gateway/calls';
import type { Handler, Next } from '../../../gateway/handler';
import { asObject, asText } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';
import type { Memory } from '../../../gateway/table';
import { writeXml } from '../../../gateway/xml';
import { parsePolicy } from '../../../iam/policy';
import { bucketOf, checkBucket, findBucket, headBucket, keepBucket, keptBucket } from './buckets';

/** Where the log of a bucket goes. */
interface Target {
  readonly bucket: string;
  readonly prefix: string;
}

/**
 * Keeps where the access log of a bucket goes, and refuses a target whose policy does not let S3 write there; moto sees no
 * policies. What has none is left to moto, which knows its ACL (Amazon S3 API Reference, "PutBucketLogging"; Amazon S3
 * User Guide, "Enabling Amazon S3 server access logging").
 */
export const bucketLogging: Handler = {
  service: 's3',
  operations: ['PutBucketLogging', 'GetBucketLogging'],
  handle: async (request, next, { memory, moto }) => {
    await checkBucket(request, moto);
    if (request.method === 'GET') return show(keptBucket(memory, request).logging);
    const target = targetOf(request.body.toString());
    if (target !== undefined) await checkTarget(target, request, moto);
    const isLetIn = target !== undefined && mayWrite(memory, request, target);
    const answer = isLetIn ? { status: 200, headers: {}, body: Buffer.alloc(0) } : await next(request);
    if (succeeded(answer)) {
      keepBucket(memory, request, { logging: target === undefined ? undefined : request.body.toString() });
    }
    return answer;
  },
};

function show(logging: string | undefined): AwsAnswer {
  const body = logging ?? writeXml({ BucketLoggingStatus: '' });
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: Buffer.from(body) };
}

/** @returns undefined if the log is turned off */
function targetOf(xml: string): Target | undefined {
  const status = asObject(asObject(new XMLParser({ parseTagValue: false }).parse(xml))['BucketLoggingStatus']);
  const { TargetBucket, TargetPrefix } = asObject(status['LoggingEnabled']);
  return TargetBucket === undefined ? undefined : { bucket: asText(TargetBucket), prefix: asText(TargetPrefix) };
}

/** A log stays in the account and the region of its bucket. */
async function checkTarget({ bucket }: Target, request: AwsRequest, moto: Next): Promise<void> {
  const [target, source] = [
    await headBucket(bucket, request, moto),
    await headBucket(bucketOf(request), request, moto),
  ];
  if (!succeeded(target)) {
    const message = 'The target bucket for logging does not exist';
    throw new AwsError('InvalidTargetBucketForLogging', message);
  }
  const region = 'x-amz-bucket-region';
  if (target.headers[region] === source.headers[region]) return;
  throw new AwsError('CrossLocationLoggingProhibited', 'Cross S3 location logging not allowed.', 403);
}

function mayWrite(memory: Memory, request: AwsRequest, { bucket, prefix }: Target): boolean {
  const policy = findBucket(memory, bucket)?.policy;
  if (policy === undefined) return false;
  const access = {
    service: 'logging.s3.amazonaws.com',
    action: 's3:PutObject',
    resource: s3ArnOf(request, `${bucket}/${prefix}2026-01-01-00-00-00-0123456789ABCDEF`),
    region: request.scope.region,
    context: { 'aws:SourceArn': s3ArnOf(request, bucketOf(request)), 'aws:SourceAccount': request.account },
  };
  return isServiceAllowed(memory, access, parsePolicy(policy));
}
