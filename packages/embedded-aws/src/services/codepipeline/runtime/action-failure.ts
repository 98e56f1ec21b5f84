import { AwsError } from '../../../gateway/aws-error';

/** Kinds of failures (CodePipeline API Reference, "FailureDetails"). */
export type FailureCode =
  'JobFailed' | 'ConfigurationError' | 'PermissionError' | 'RevisionUnavailable' | 'SystemUnavailable' | 'TimeoutError';

/** An action that failed as actions at AWS fail; everything else that an action throws is a bug. */
export class ActionFailure extends Error {
  override readonly name = 'ActionFailure';

  /**
   * @param code what kind of failure it is
   * @param message for people
   */
  constructor(
    readonly code: FailureCode,
    message: string,
  ) {
    super(message);
  }
}

/** @returns the failure that an error stands for; undefined if it is a bug */
export function failureOf(error: unknown): ActionFailure | undefined {
  if (error instanceof ActionFailure) return error;
  if (error instanceof AwsError) return refusal(error.code, error.message);
  if (error instanceof Error && '$metadata' in error) return refusal(error.name, error.message);
  return undefined;
}

/** What AWS services refuse is the permission or the configuration of the pipeline. */
function refusal(code: string, message: string): ActionFailure {
  const isForbidden = /AccessDenied|Unauthorized|NotAuthorized|Forbidden/.test(code);
  if (!isForbidden) return new ActionFailure('ConfigurationError', `${code}: ${message}`);
  return new ActionFailure(
    'PermissionError',
    `The provided role does not have sufficient permissions to perform this action. Underlying error: ${message}`,
  );
}
