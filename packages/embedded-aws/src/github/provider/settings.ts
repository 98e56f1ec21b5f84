import { z } from 'zod';
import { ProviderError } from './provider-error';
import { known, maybe, Unknown, type Maybe } from './value';

const text = maybe(z.string());
const number = maybe(z.number());
const flag = maybe(z.boolean());

/** The provider block of integrations/github 6.9.0 as Terraform sends it. */
export const providerBlock = z.object({
  base_url: text,
  insecure: flag,
  max_per_page: number,
  max_retries: number,
  organization: text,
  owner: text,
  parallel_requests: flag,
  read_delay_ms: number,
  retry_delay_ms: number,
  retryable_errors: maybe(z.array(number)),
  token: text,
  write_delay_ms: number,
  app_auth: maybe(z.array(z.object({ id: text, installation_id: text, pem_file: text }))),
});

/** The provider block of integrations/github 6.9.0. */
export type ProviderBlock = z.infer<typeof providerBlock>;

/** What requests to GitHub need. */
export interface ProviderSettings {
  /** Address of the API with a slash at its end. */
  readonly apiUrl: string;
  /** Empty if the provider block names none. */
  readonly owner: string;
  /** Empty for requests without a token. */
  readonly token: string;
}

/**
 * Reads a provider block under the rules of provider 6.9.0.
 * @param apiUrl - the API in place of api.github.com, without a slash at its end
 * @throws ProviderError if a value is out of its range or `app_auth` is used
 */
export function providerSettings(block: ProviderBlock, apiUrl: string): ProviderSettings {
  refuseAppAuth(block);
  checkRanges(block);
  return {
    apiUrl: baseUrl(known(block.base_url, ''), apiUrl),
    owner: known(block.organization, '') || known(block.owner, ''),
    token: known(block.token, ''),
  };
}

function refuseAppAuth({ app_auth: appAuth }: ProviderBlock): void {
  if (appAuth instanceof Unknown || (appAuth !== null && appAuth.length > 0)) {
    throw new ProviderError(
      'The embedded GitHub has no GitHub Apps',
      'The provider block has an app_auth block, which only GitHub itself understands. Use token instead.',
    );
  }
}

/** The sentences are the provider's own, the doubled word included. */
function checkRanges(block: ProviderBlock): void {
  atLeast(1, block.write_delay_ms, 'write_delay_ms must be greater than 0ms');
  atLeast(0, block.read_delay_ms, 'read_delay_ms must be greater than or equal to 0ms');
  atLeast(0, block.retry_delay_ms, 'retry_delay_ms must be greater than or equal to 0ms');
  atLeast(0, block.max_retries, 'max_retries must be greater than or equal to 0');
  atLeast(1, block.max_per_page, 'max_per_page must be greater than than 0');
}

function atLeast(minimum: number, value: Maybe<number>, rule: string): void {
  if (known(value, minimum) < minimum) {
    throw new ProviderError('Error', rule);
  }
}

/**
 * The real provider cannot tell its default, api.github.com, from no base_url at all: both mean the embedded GitHub here.
 * Any other address is taken for a GitHub Enterprise Server, whose API is below /api/v3.
 */
function baseUrl(configured: string, apiUrl: string): string {
  if (configured === '') {
    return `${apiUrl}/`;
  }
  if (!URL.canParse(configured)) {
    throw new ProviderError('base_url must be absolute');
  }
  const url = new URL(configured);
  return url.hostname === 'api.github.com' ? `${apiUrl}/` : `${url.origin}${url.pathname.replace(/\/$/, '')}/api/v3/`;
}
