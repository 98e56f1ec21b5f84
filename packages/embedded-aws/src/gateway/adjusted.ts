import { AwsError } from './aws-error';
import type { Next } from './handler';
import type { AwsRequest } from './request';
import type { Service } from './service';

/** The call as handlers and moto are to see it, or why its service refuses it. */
export async function adjusted(
  services: readonly Service[],
  request: AwsRequest,
  moto: Next,
): Promise<AwsRequest | AwsError> {
  const { adjust } = services.find(({ signingName }) => signingName === request.scope.service) ?? {};
  if (adjust === undefined) return request;
  try {
    return await adjust(request, moto);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}
