import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { StateLocation } from '../../platform/states';
import { errorCode } from 'plan-review/error-code';
import { awsClientSettings } from '../aws-client-settings';
import { UserError } from '../errors';
import type { Environment } from '../project';

/** A client for the AWS that the environment names, embedded or real, with the credentials Terraform would use. */
export function s3Client(region: string, env: Environment): S3Client {
  const settings = awsClientSettings('S3', region, env);
  return new S3Client({ ...settings, ...(settings.endpoint !== undefined && { forcePathStyle: true }) });
}

/**
 * Asks S3 for something that may not exist.
 * @returns undefined if S3 answers 404
 * @throws UserError if there are no usable credentials or the bucket is out of reach
 */
export async function askS3<Answer>(
  location: StateLocation,
  question: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'CredentialsProviderError') {
      throw new UserError('No AWS credentials were found.', 'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and its secret.', {
        cause: error,
      });
    }
    if (isNetworkError(error)) {
      throw unreachable(
        location,
        error.message,
        'Check the network, region in the config and, if it is set, AWS_ENDPOINT_URL.',
        error,
      );
    }
    if (!(error instanceof S3ServiceException)) throw error;
    if (error.$metadata.httpStatusCode === 404) return undefined;
    throw unreachable(location, explain(error), 'Check the credentials, and account and region in the config.', error);
  }
}

function unreachable({ bucket, region }: StateLocation, why: string, hint: string, cause: Error): UserError {
  return new UserError(`The state bucket ${bucket} in ${region} cannot be reached: ${why}.`, hint, { cause });
}

/** Node.js's codes for hosts that have no address, do not answer or refuse the connection. Source: errno(3), getaddrinfo(3). */
const NETWORK_ERRORS = [
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
];

/** A connection that took too long is called TimeoutError by the AWS SDK. */
function isNetworkError(error: Error): boolean {
  return NETWORK_ERRORS.includes(errorCode(error) ?? '') || error.name === 'TimeoutError';
}

/** HEAD answers have no body, so their status is all there is. */
function explain(error: S3ServiceException): string {
  const status = error.$metadata.httpStatusCode;
  if (status === 301) return 'it is in another region';
  if (status === 403) return 'access is denied, or the bucket belongs to another account';
  return error.message;
}
