import { Octokit } from '@octokit/rest';

/** GitHub's own client for the embedded API; it says nothing on the console. */
export function octokit(url: string, token: string): Octokit {
  const silent = (): void => undefined;
  return new Octokit({ baseUrl: url, auth: token, log: { debug: silent, info: silent, warn: silent, error: silent } });
}

/** The body of the answer that refused a call, without its address of documentation. */
export async function refusal(call: Promise<unknown>): Promise<unknown> {
  const error: unknown = await call.then(
    () => new Error('the call was not refused'),
    (reason: unknown) => reason,
  );
  const { data } = (error as { response: { data: Record<string, unknown> } }).response;
  const { documentation_url, ...body } = data;
  expect(documentation_url).toMatch(/^https:\/\/docs\.github\.com\/rest/);
  return body;
}

/** Such a body for a webhook that breaks a rule. */
export function refusedHook(message: string): unknown {
  return { message: 'Validation Failed', errors: [{ resource: 'Hook', code: 'custom', message }], status: '422' };
}

/** Such a body for what is not there, or not to be seen. */
export const NOT_FOUND = { message: 'Not Found', status: '404' };
