import type { CdktfInternals } from './internals';

const none = (): string[] => [];

/**
 * Tokens no longer note where they were made. Only error messages of cdktf show that, never what is written; noting it
 * costs a stack trace per token, which Node.js maps back to TypeScript besides. Stack traces of everything else, such
 * as annotations and errors, stay.
 * @returns how tokens note it again
 */
export function leaveOutCreationStacks({ stackTrace }: CdktfInternals): () => void {
  const { captureStackTrace } = stackTrace;
  stackTrace.captureStackTrace = none;
  return () => {
    stackTrace.captureStackTrace = captureStackTrace;
  };
}
