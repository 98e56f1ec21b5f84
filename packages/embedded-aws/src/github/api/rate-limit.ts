const REQUESTS_PER_HOUR = 5000;
const HOUR_IN_SECONDS = 3600;

interface Window {
  readonly endsAt: number;
  readonly used: number;
}

/**
 * Counts the requests of each token and tells the count in headers, as GitHub does ("Rate limits for the REST API", GitHub
 * Docs). No request is refused for it.
 */
export class RateLimit {
  readonly #windows = new Map<string, Window>();

  /**
   * Counts one request.
   * @param now - time in seconds since 1970
   * @returns the headers of its answer
   */
  count(token: string, now: number): Record<string, string> {
    const window = this.#windows.get(token);
    const running = window !== undefined && now < window.endsAt;
    const current = running
      ? { ...window, used: window.used + 1 }
      : { endsAt: Math.floor(now) + HOUR_IN_SECONDS, used: 1 };
    this.#windows.set(token, current);
    return {
      'x-ratelimit-limit': String(REQUESTS_PER_HOUR),
      'x-ratelimit-remaining': String(Math.max(0, REQUESTS_PER_HOUR - current.used)),
      'x-ratelimit-reset': String(current.endsAt),
      'x-ratelimit-resource': 'core',
      'x-ratelimit-used': String(current.used),
    };
  }
}
