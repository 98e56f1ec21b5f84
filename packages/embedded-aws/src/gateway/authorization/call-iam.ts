import { XMLParser } from 'fast-xml-parser';

import { AwsError } from '../aws-error';
import { succeeded } from '../calls';
import type { Next } from '../handler';
import { asList, asObject, type JsonObject } from '../json';
import type { AwsRequest } from '../request';
import type { Place } from '../table';

const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'member' });

/**
 * Asks IAM something, as AWS itself does.
 * @param place the account, and a region: IAM is one per partition
 * @returns the result, or undefined if there is no such thing
 * @throws AwsError if IAM refuses otherwise
 */
export async function callIam(
  moto: Next,
  place: Place,
  operation: string,
  input: Readonly<Record<string, string>>,
): Promise<JsonObject | undefined> {
  const answer = await moto(iamRequest(place, operation, input));
  const xml = asObject(withoutMembers(parser.parse(answer.body.toString())));
  if (succeeded(answer)) return asObject(asObject(xml[`${operation}Response`])[`${operation}Result`]);
  if (answer.status === 404) return undefined;
  throw new AwsError('ServiceFailure', `IAM refused ${operation}: ${answer.body.toString()}`);
}

function iamRequest({ account, scope }: Place, operation: string, input: Readonly<Record<string, string>>): AwsRequest {
  const form = new URLSearchParams({ Action: operation, Version: '2010-05-08', ...input });
  return {
    scope: { accessKeyId: 'AKIAINTERNAL00000000', region: scope.region, service: 'iam' },
    protocol: 'query',
    method: 'POST',
    target: '/',
    path: '/',
    query: new URLSearchParams(),
    headers: { host: 'iam.amazonaws.com', 'content-type': 'application/x-www-form-urlencoded' },
    operation,
    account,
    body: Buffer.from(form.toString()),
  };
}

/** Lists are `<Names><member>…`; an empty one has no members. */
function withoutMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMembers);
  if (typeof value !== 'object' || value === null) return value;
  const { member, ...rest } = value as JsonObject;
  if (member !== undefined) return asList(member).map(withoutMembers);
  return Object.fromEntries(Object.entries(rest).map(([name, inner]) => [name, withoutMembers(inner)]));
}
