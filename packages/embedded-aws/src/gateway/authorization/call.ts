import { cbor } from '@smithy/core/cbor';

import { arnOf } from '../arn';
import type { Next } from '../handler';
import { asList, asObject, asText, type JsonObject } from '../json';
import { formOf } from '../query';
import type { AwsRequest } from '../request';
import { formInput } from './form-input';
import { parseJson } from '../../parse-json';

/** A call, as the questions about it read it. */
export class Call {
  /** What the operation is given; of S3, whose input is in its path and headers, nothing. */
  readonly input: JsonObject;

  /** @param moto to look up what a call names in a way that policies do not */
  constructor(
    readonly request: AwsRequest,
    readonly moto: Next,
  ) {
    this.input = readInput(request);
  }

  get operation(): string {
    return this.request.operation;
  }

  /** A member of the input that is a text; empty if there is none. */
  text(name: string): string {
    return asText(this.input[name]);
  }

  /** A member of the input that is a list of texts. */
  texts(name: string): string[] {
    return asList(this.input[name]).map(asText);
  }

  /** ARN of a resource of this account and region. */
  arn(service: string, resource: string): string {
    return arnOf(this.request, service, resource);
  }

  /** The text if it is an ARN, otherwise the ARN of what it names. */
  arnNamed(service: string, text: string, resource: string): string {
    return text.startsWith('arn:') ? text : this.arn(service, resource);
  }

  /** Whether the call sets tags. */
  get hasTags(): boolean {
    return Object.keys(this.tags).length > 0;
  }

  /** `aws:RequestTag/…` and `aws:TagKeys`. Source: IAM User Guide, "AWS global condition context keys". */
  get tags(): Readonly<Record<string, string | readonly string[]>> {
    const { tags = this.input['Tags'], tagKeys = this.input['TagKeys'] } = this.input;
    const pairs = tagPairs(tags);
    const keys = [...pairs.map(([key]) => key), ...asList(tagKeys).map(asText)];
    if (keys.length === 0) return {};
    return {
      ...Object.fromEntries(pairs.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
      'aws:TagKeys': keys,
    };
  }
}

/** Tags are pairs in a list, whose members are called otherwise by KMS, or members of a structure. */
function tagPairs(tags: unknown): [string, string][] {
  if (!Array.isArray(tags)) return Object.entries(asObject(tags)).map(([key, value]) => [key, asText(value)]);
  return tags.map(asObject).map(({ key, Key, TagKey, value, Value, TagValue }) => {
    return [asText(key ?? Key ?? TagKey), asText(value ?? Value ?? TagValue)];
  });
}

function readInput(request: AwsRequest): JsonObject {
  switch (request.protocol) {
    case 'query':
    case 'ec2':
      return formInput(formOf(request));
    case 'cbor':
      return request.body.length === 0 ? {} : asObject(cbor.deserialize(request.body));
    case 'rest-xml':
      return {};
    case 'json':
    case 'rest-json':
      // What is no JSON is for the service to refuse; of REST services it may be a payload.
      return asObject(parseJson(request.body.toString()));
  }
}
