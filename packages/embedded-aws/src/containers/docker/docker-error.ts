/** What docker ends with: the message goes to standard error, the exit status is 1. */
export class DockerError extends Error {
  override readonly name = 'DockerError';
}
