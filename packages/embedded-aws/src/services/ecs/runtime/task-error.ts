import { ContainerError } from '../../../containers/container';

/** Why a task does not start, in the words of its stopped reason. */
export class TaskError extends Error {
  override readonly name = 'TaskError';
}

/**
 * @returns the stopped reason that an error stands for, or undefined if it is no fault of the task
 */
export function stoppedReasonOf(error: unknown): string | undefined {
  if (error instanceof ContainerError) return `${error.code}: ${error.message}`;
  return error instanceof TaskError ? error.message : undefined;
}
