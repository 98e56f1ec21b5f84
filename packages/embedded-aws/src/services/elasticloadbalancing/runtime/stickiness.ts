import type { Exchange } from './exchange';

/** Names of the cookies: of a choice among target groups, and of one among the targets of a group. */
export type StickyCookie = 'AWSALBTG' | 'AWSALB';

/**
 * What was chosen for this client before, if it can still be chosen.
 * Source: Application Load Balancers user guide, "Sticky sessions for your Application Load Balancer".
 */
export function stickyChoice(
  { incoming }: Pick<Exchange, 'incoming'>,
  name: StickyCookie,
  choices: readonly string[],
): string | undefined {
  const value = new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(incoming.headers.cookie ?? '')?.[1];
  return choices.find((choice) => encode(choice) === value);
}

/** Lets the client come back to what was chosen. */
export function addStickyCookie(
  { response, runtime }: Pick<Exchange, 'response' | 'runtime'>,
  name: StickyCookie,
  choice: string,
  durationSeconds: number,
): void {
  const expires = new Date(runtime.clock.now() + durationSeconds * 1000).toUTCString();
  response.appendHeader('set-cookie', `${name}=${encode(choice)}; Expires=${expires}; Path=/`);
}

function encode(choice: string): string {
  return Buffer.from(choice).toString('base64url');
}
