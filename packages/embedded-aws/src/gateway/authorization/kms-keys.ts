import type { RequestContext } from '../../iam/request';
import { callOperation } from '../calls';
import type { Next } from '../handler';
import { asList, asObject, asText, type JsonObject } from '../json';
import type { AwsRequest } from '../request';

/** A call of another service, made in the account and region where ids and aliases of keys are looked up. */
type Caller = Omit<AwsRequest, 'body'>;

/** Whether it names a key that AWS manages for the account, e.g. `alias/aws/s3`. */
export function isAliasOfAws(keyId: string): boolean {
  return /(^|:)alias\/aws\//.test(keyId);
}

/**
 * Reads what KMS knows of a key.
 * @param keyId id, ARN or alias
 * @returns its `KeyMetadata`, or undefined if there is no such key
 */
export async function describeKey(caller: Caller, moto: Next, keyId: string): Promise<JsonObject | undefined> {
  const found = await callKms(caller, moto, 'DescribeKey', keyId);
  return found && asObject(found['KeyMetadata']);
}

/**
 * What conditions know of a key: its aliases and its tags (AWS KMS Developer Guide, "AWS KMS condition keys",
 * kms:ResourceAliases, and "ABAC for AWS KMS").
 * @param key ARN
 */
export async function attributesOfKey(caller: Caller, moto: Next, key: string): Promise<RequestContext> {
  const [aliases, tags] = [
    await callKms(caller, moto, 'ListAliases', key),
    await callKms(caller, moto, 'ListResourceTags', key),
  ];
  const names = asList(aliases?.['Aliases']).map((alias) => asText(asObject(alias)['AliasName']));
  const pairs = asList(tags?.['Tags']).map(asObject);
  return {
    ...(names.length > 0 && { 'kms:ResourceAliases': names }),
    ...Object.fromEntries(pairs.map(({ TagKey, TagValue }) => [`aws:ResourceTag/${asText(TagKey)}`, asText(TagValue)])),
  };
}

/** Calls KMS without a signature, since the caller's may name another service. A key with an ARN is where that says. */
function callKms(caller: Caller, moto: Next, operation: string, KeyId: string): Promise<JsonObject | undefined> {
  const [, , , region = caller.scope.region, account = caller.account] = KeyId.startsWith('arn:')
    ? KeyId.split(':')
    : [];
  const headers = {
    host: 'kms.amazonaws.com',
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `TrentService.${operation}`,
  };
  const scope = { ...caller.scope, region, service: 'kms' };
  const place = { ...caller, scope, account, headers, body: Buffer.alloc(0) };
  return callOperation({ ...place, method: 'POST', target: '/', path: '/', protocol: 'json' }, moto, operation, {
    KeyId,
  });
}
