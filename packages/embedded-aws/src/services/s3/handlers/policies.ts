import type { AwsAnswer } from '../../../gateway/answer';
import { AwsError } from '../../../gateway/aws-error';
import type { Handler } from '../../../gateway/handler';
import { asList, asObject, asText, type JsonObject } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';
import { writeXml } from '../../../gateway/xml';
import { bucketOf, checkBucket, keepBucket, keptBucket } from './buckets';
import { parseJson } from '../../../parse-json';

/**
 * Keeps bucket policies away from moto, which enforces them without their conditions: it would refuse every request to
 * a bucket whose policy denies those that come without TLS. Calls of roles are judged by them before they come here.
 */
export const bucketPolicies: Handler = {
  service: 's3',
  operations: ['PutBucketPolicy', 'GetBucketPolicy', 'GetBucketPolicyStatus', 'DeleteBucketPolicy'],
  handle: async (request, _next, { memory, moto }) => {
    await checkBucket(request, moto);
    if (request.operation === 'PutBucketPolicy') {
      checkPolicy(request);
      keepBucket(memory, request, { policy: request.body.toString() });
    }
    if (request.operation === 'DeleteBucketPolicy') keepBucket(memory, request, { policy: undefined });
    if (request.method !== 'GET') return { status: 204, headers: {}, body: Buffer.alloc(0) };
    return show(request, keptBucket(memory, request).policy);
  },
};

function show({ operation }: AwsRequest, policy: string | undefined): AwsAnswer {
  if (policy === undefined) throw new AwsError('NoSuchBucketPolicy', 'The bucket policy does not exist', 404);
  if (operation === 'GetBucketPolicy') {
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(policy) };
  }
  const IsPublic = statementsOf(policy).some(isPublic);
  const body = Buffer.from(writeXml({ PolicyStatus: { IsPublic } }));
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

/** Lets everybody do something without a condition (Amazon S3 User Guide, "The meaning of public"). */
function isPublic({ Effect, Principal, Condition }: JsonObject): boolean {
  const isEverybody = Principal === '*' || toList(asObject(Principal)['AWS']).includes('*');
  return Effect === 'Allow' && isEverybody && Condition === undefined;
}

/** @throws AwsError MalformedPolicy, as PutBucketPolicy does */
function checkPolicy(request: AwsRequest): void {
  const bucket = `:s3:::${bucketOf(request)}`;
  for (const { Action, NotAction, Resource, NotResource } of statementsOf(request.body.toString())) {
    const actions = toList(Action ?? NotAction).map(asText);
    if (!actions.every((action) => action === '*' || action.startsWith('s3:'))) throw malformed('invalid action');
    const resources = toList(Resource ?? NotResource).map(asText);
    const isOwn = (arn: string): boolean => arn.endsWith(bucket) || arn.includes(`${bucket}/`);
    if (resources.length === 0 || !resources.every(isOwn)) throw malformed('invalid resource');
  }
}

function statementsOf(policy: string): JsonObject[] {
  const document = parseJson(policy);
  if (document === undefined) {
    throw new AwsError('MalformedPolicy', "Policies must be valid JSON and the first byte must be '{'");
  }
  return toList(asObject(document)['Statement']).map(asObject);
}

/** Policies may name one thing where they may name several. */
function toList(value: unknown): readonly unknown[] {
  return value === undefined || Array.isArray(value) ? asList(value) : [value];
}

function malformed(what: string): AwsError {
  return new AwsError('MalformedPolicy', `Policy has ${what}`);
}
