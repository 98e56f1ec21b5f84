import path from 'node:path';

import { BlobFolder } from '../../../containers/oci/blob-folder';
import { AwsError } from '../../../gateway/aws-error';
import { callOperation } from '../../../gateway/calls';
import type { HandlerContext } from '../../../gateway/handler';
import { asText, type JsonObject } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';
import type { Runtime } from '../../../gateway/runtime';
import { Table } from '../../../gateway/table';

/** The repository that a call names. */
export interface CalledRepository {
  readonly repositoryName: string;
  readonly registryId: string;
  /** Layers that were pushed to it, by digest: a repository knows nothing of the layers of others. */
  readonly layers: Set<string>;
}

/** Layers by the repository that has them. */
const pushedLayers = new Table<Set<string>>('layers of AWS::ECR::Repository');

/**
 * Finds the repository of a call.
 * @throws AwsError `RepositoryNotFoundException`
 */
export async function calledRepository(
  input: JsonObject,
  request: AwsRequest,
  { moto, memory }: Pick<HandlerContext, 'moto' | 'memory'>,
): Promise<CalledRepository> {
  const repositoryName = asText(input['repositoryName']);
  const registryId = asText(input['registryId']) || request.account;
  const wanted = { registryId, repositoryNames: [repositoryName] };
  const found = await callOperation(request, moto, 'DescribeRepositories', wanted);
  if (found === undefined) {
    const message = `The repository with name '${repositoryName}' does not exist in the registry with id '${registryId}'`;
    throw new AwsError('RepositoryNotFoundException', message);
  }
  const known = pushedLayers.in(memory, request);
  const layers = known.get(repositoryName) ?? new Set<string>();
  known.set(repositoryName, layers);
  return { repositoryName, registryId, layers };
}

/** Forgets the layers of a repository that was deleted. */
export function forgetLayers(repositoryName: string, request: AwsRequest, { memory }: HandlerContext): void {
  pushedLayers.in(memory, request).delete(repositoryName);
}

/** The content of all layers. */
export function blobsOf({ folder }: Pick<Runtime, 'folder'>): BlobFolder {
  return new BlobFolder(path.join(folder, 'ecr'));
}
