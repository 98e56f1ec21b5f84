import { XMLParser } from 'fast-xml-parser';

import { s3ArnOf } from '../../gateway/arn';
import { asList, asObject, asText } from '../../gateway/json';
import type { AwsRequest } from '../../gateway/request';
import type { RequestContext } from '../../iam/request';
import type { Call } from '../../gateway/authorization/call';
import { ask, type Question } from '../../gateway/authorization/question';
import { S3_ACTIONS, VERSION_ACTIONS } from './actions';
import { askForKeys } from './key-questions';

/** Amazon S3 User Guide, "Required permissions for Amazon S3 API operations". Paths are `/bucket/key`. */
export async function s3(call: Call): Promise<Question[]> {
  const { operation, request } = call;
  if (operation === 'ListBuckets') return ask('s3:ListAllMyBuckets', ['*']);
  if (operation === 'DeleteObjects') return deletions(call);
  const [, bucket = '', ...key] = request.path.split('/').map(decodeURIComponent);
  const resource = s3ArnOf(request, [bucket, ...key].join('/').replace(/\/$/, key.length > 1 ? '/' : ''));
  const asked = ask(`s3:${actionOf(call)}`, [resource], contextOf(call));
  return [...asked, ...askBesides(call, resource), ...(await askForKeys(call))];
}

function actionOf({ operation, request }: Call): string {
  const action = S3_ACTIONS[operation] ?? operation;
  return request.query.has('versionId') ? (VERSION_ACTIONS[action] ?? action) : action;
}

/** Keys of listings, and what headers of a write ask for. */
function contextOf({ request }: Call): RequestContext {
  const { query, headers } = request;
  const values: Readonly<Record<string, unknown>> = {
    's3:prefix': query.get('prefix') ?? undefined,
    's3:delimiter': query.get('delimiter') ?? undefined,
    's3:max-keys': query.get('max-keys') ?? undefined,
    's3:VersionId': query.get('versionId') ?? undefined,
    's3:x-amz-acl': headers['x-amz-acl'],
    's3:x-amz-server-side-encryption': headers['x-amz-server-side-encryption'],
    's3:x-amz-server-side-encryption-aws-kms-key-id': headers['x-amz-server-side-encryption-aws-kms-key-id'],
    's3:x-amz-storage-class': headers['x-amz-storage-class'],
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}

/** Writes may set an ACL and tags too, and copies read what they copy. */
function askBesides({ request, operation }: Call, resource: string): Question[] {
  const { headers } = request;
  if (!/^(PutObject|CreateMultipartUpload|UploadPart)$/.test(operation)) return [];
  const setsAcl =
    headers['x-amz-acl'] !== undefined || Object.keys(headers).some((name) => name.startsWith('x-amz-grant-'));
  return [
    ...(setsAcl ? ask('s3:PutObjectAcl', [resource]) : []),
    ...(headers['x-amz-tagging'] === undefined ? [] : ask('s3:PutObjectTagging', [resource])),
    ...askToCopy(request),
  ];
}

function askToCopy(request: AwsRequest): Question[] {
  const source = request.headers['x-amz-copy-source'];
  if (typeof source !== 'string') return [];
  const [path = '', version] = source.split('?versionId=');
  const action = version === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  return ask(action, [s3ArnOf(request, decodeURIComponent(path).replace(/^\//, ''))]);
}

/** Every key is asked for. */
function deletions({ request }: Call): Question[] {
  const bucket = decodeURIComponent(request.path.split('/')[1] ?? '');
  const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'Object' });
  const { Delete } = asObject(parser.parse(request.body.toString()));
  return asList(asObject(Delete)['Object']).flatMap((object) => {
    const { Key, VersionId } = asObject(object);
    const action = VersionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion';
    return ask(action, [s3ArnOf(request, `${bucket}/${asText(Key)}`)]);
  });
}
