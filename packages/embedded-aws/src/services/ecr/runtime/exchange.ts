import type { IncomingMessage, ServerResponse } from 'node:http';

import type { ECRClient } from '@aws-sdk/client-ecr';

/** A request to a registry, after its credentials were checked. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  /** ECR as the bearer of the token may use it. */
  readonly ecr: ECRClient;
  /** The account of the registry, 12 digits. */
  readonly registryId: string;
  readonly repositoryName: string;
  /** Tag, digest or upload: the last part of the path. */
  readonly name: string;
}

/** The part of every call of ECR that says which repository it is about. */
export function repositoryOf({ registryId, repositoryName }: Exchange): {
  registryId: string;
  repositoryName: string;
} {
  return { registryId, repositoryName };
}
