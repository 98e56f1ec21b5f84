import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { StateLocation } from '../../platform/states';
import { awsClientSettings } from '../aws-client-settings';
import { UserError } from '../errors';
import { awsFault } from '../faults/aws-fault';
import type { Fault } from '../faults/fault';
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
  { bucket, region }: StateLocation,
  env: Environment,
  question: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
    const fault = awsFault(error, env) ?? refusalOf(error);
    if (fault === undefined) throw error;
    throw new UserError(`The state bucket ${bucket} in ${region} cannot be reached: ${fault.why}.`, fault.hint, {
      cause: error,
    });
  }
}

/** What S3 refuses of this bucket. */
function refusalOf(error: unknown): Fault | undefined {
  if (!(error instanceof S3ServiceException)) return undefined;
  return { why: explain(error), hint: 'Check the credentials, and account and region in the config.' };
}

/** HEAD answers have no body, so their status is all there is. */
function explain(error: S3ServiceException): string {
  const status = error.$metadata.httpStatusCode;
  if (status === 301) return 'it is in another region';
  if (status === 400 && error.message === 'UnknownError') return 'the credentials have expired, or are not valid';
  if (status === 403) return 'access is denied, or the bucket belongs to another account';
  return error.message;
}
