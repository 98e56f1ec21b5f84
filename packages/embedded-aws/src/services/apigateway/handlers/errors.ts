import { AwsError } from '../../../gateway/aws-error';

/** @returns the error of a resource that is not there */
export function notFound(message: string): AwsError {
  return new AwsError('NotFoundException', message, 404);
}

/** @returns the error of a request that is wrong in itself, or at this time */
export function badRequest(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}

/** @returns the error of a resource that is there already */
export function conflict(message: string): AwsError {
  return new AwsError('ConflictException', message, 409);
}
