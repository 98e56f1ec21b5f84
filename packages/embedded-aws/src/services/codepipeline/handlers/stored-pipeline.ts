import type { PipelineDeclaration } from '@aws-sdk/client-codepipeline';

import { AwsError } from '../../../gateway/aws-error';
import { succeeded } from '../../../gateway/calls';
import type { Next } from '../../../gateway/handler';
import { asObject, asText, type JsonObject, jsonOf } from '../../../gateway/json';
import type { Place } from '../../../gateway/table';

/** A pipeline as it is stored. */
export interface StoredPipeline {
  /** With its tokens, which no caller gets to see. */
  readonly pipeline: PipelineDeclaration;
  /** Milliseconds since the epoch. */
  readonly created: number;
  /** Milliseconds since the epoch. */
  readonly updated: number;
}

/**
 * Reads a pipeline past all handlers, with the values that answers mask.
 * @throws AwsError `PipelineNotFoundException`
 */
export async function storedPipeline(moto: Next, place: Place, name: string): Promise<StoredPipeline> {
  const answer = await moto({
    ...place,
    scope: { accessKeyId: 'CODEPIPELINE', region: place.scope.region, service: 'codepipeline' },
    protocol: 'json',
    method: 'POST',
    target: '/',
    path: '/',
    query: new URLSearchParams(),
    headers: { 'x-amz-target': 'CodePipeline_20150709.GetPipeline', 'content-type': 'application/x-amz-json-1.1' },
    operation: 'GetPipeline',
    body: Buffer.from(JSON.stringify({ name })),
  });
  if (!succeeded(answer)) {
    throw new AwsError('PipelineNotFoundException', `There is no pipeline with the name '${name}'`);
  }
  return describe(jsonOf(answer));
}

function describe(output: JsonObject): StoredPipeline {
  const metadata = asObject(output['metadata']);
  return {
    pipeline: output['pipeline'] as PipelineDeclaration,
    created: Date.parse(asText(metadata['created'])),
    updated: Date.parse(asText(metadata['updated'])),
  };
}
