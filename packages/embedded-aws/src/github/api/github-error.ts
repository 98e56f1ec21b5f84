/** One finding of a 422 answer ("Validation failed" in "Troubleshooting the REST API", GitHub Docs). */
export interface ValidationError {
  readonly resource: string;
  readonly code: 'custom' | 'invalid';
  readonly field?: string;
  readonly message?: string;
}

/** A refusal in GitHub's words; the server makes the JSON answer of it. */
export class GithubError extends Error {
  /**
   * @param status - HTTP status code
   * @param message - GitHub's `message`
   * @param errors - GitHub's `errors`, if it names any
   */
  constructor(
    readonly status: number,
    message: string,
    readonly errors: readonly ValidationError[] = [],
  ) {
    super(message);
  }
}

/** No token was sent. */
export function requiresAuthentication(): GithubError {
  return new GithubError(401, 'Requires authentication');
}

/** No account has the token. */
export function badCredentials(): GithubError {
  return new GithubError(401, 'Bad credentials');
}

/** There is no such thing, or the token's bearer may not see it: GitHub does not tell which. */
export function notFound(): GithubError {
  return new GithubError(404, 'Not Found');
}

/** The repository has no commits yet. */
export function emptyRepository(): GithubError {
  return new GithubError(409, 'Git Repository is empty.');
}

/** Nothing in the repository has this name. */
export function noSuchCommit(ref: string): GithubError {
  return new GithubError(422, `No commit found for SHA: ${ref}`);
}

/** The body is no JSON. */
export function unreadableBody(): GithubError {
  return new GithubError(400, 'Problems parsing JSON');
}

/** The body is JSON of another kind. */
export function bodyIsNoObject(): GithubError {
  return new GithubError(400, 'Body should be a JSON object');
}

/** The body does not have the shape that the operation asks for. */
export function invalidRequest(reason: string): GithubError {
  return new GithubError(422, `Invalid request.\n\n${reason}`);
}

/** The body has the right shape and breaks rules of GitHub. */
export function validationFailed(errors: readonly ValidationError[]): GithubError {
  return new GithubError(422, 'Validation Failed', errors);
}

/** GitHub may have this operation, its stand-in has not. */
export function notEmulated(method: string, path: string): GithubError {
  return new GithubError(501, `The embedded GitHub does not emulate ${method} ${path}`);
}
