import { z } from 'zod';
import { ProviderError } from './provider-error';
import { parseJson } from '../../parse-json';

const errorAnswer = z.object({
  message: z.string(),
  errors: z
    .array(
      z.object({
        resource: z.string().default(''),
        field: z.string().default(''),
        code: z.string().default(''),
        message: z.string().default(''),
      }),
    )
    .default([]),
});

/** What to do about an answer of GitHub, by its status code. */
const ADVICE: Readonly<Record<number, string>> = {
  401: 'GitHub does not know the token of the provider block. Set token to one that may administer the webhooks of the repository.',
  404: 'GitHub answers this too if the token may not see the repository. Check owner and token of the provider block, and repository.',
  422: 'Correct what GitHub names. If it has such a webhook already, delete it there, or import it as <repository>/<webhook id>.',
};

/** A request that GitHub refused, in the words of go-github 67, the client library of provider 6.9.0. */
export class RefusedRequest extends ProviderError {
  /**
   * @param status - HTTP status code
   * @param body - the answer's body, JSON or not
   */
  constructor(
    method: string,
    url: string,
    readonly status: number,
    body: string,
  ) {
    super(`${method} ${url}: ${status} ${explanation(body)}`, ADVICE[status]);
  }
}

/** Message and errors as Go prints them, e.g. `Not Found []`. */
function explanation(body: string): string {
  const answer = errorAnswer.safeParse(parseJson(body));
  if (!answer.success) {
    return '[]';
  }
  const { message, errors } = answer.data;
  const printed = errors.map((error) => {
    return `{Resource:${error.resource} Field:${error.field} Code:${error.code} Message:${error.message}}`;
  });
  return `${message} [${printed.join(' ')}]`;
}
