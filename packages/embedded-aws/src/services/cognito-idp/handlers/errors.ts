import { AwsError } from '../../../gateway/aws-error';

/** @returns the error of a request that asks for what can't be */
export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

/** @returns the error of a resource that is not there */
export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}
