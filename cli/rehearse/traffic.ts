import { setTimeout as wait } from 'node:timers/promises';

/** Time between two requests, in milliseconds. */
const PAUSE_MS = 50;

/** Milliseconds after which a request without an answer has failed: what API Gateway waits for an integration. */
const PATIENCE_MS = 29_000;

/** One answer. */
export interface Answer {
  /** HTTP status; 0 if there was no answer. */
  readonly status: number;
  /** The body, or why there was no answer. */
  readonly body: string;
}

/** What a client's requests came to. */
export interface TrafficReport {
  readonly requests: number;
  /** All answers other than 200. */
  readonly failures: readonly Answer[];
}

/** A client that asks again and again. */
export interface Traffic {
  /** Ends it after the request under way. */
  stop(): Promise<TrafficReport>;
}

/** Gives the headers of the next request, e.g. a token that is still valid. */
export type Headers = () => Promise<Readonly<Record<string, string>>>;

/** Asks once. Never rejects. */
export async function ask(url: string, headers: Headers): Promise<Answer> {
  try {
    const response = await fetch(url, { headers: await headers(), signal: AbortSignal.timeout(PATIENCE_MS) });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    return { status: 0, body: error instanceof Error ? error.message : String(error) };
  }
}

/** Starts a client that asks for the same again and again, one request after the other. */
export function startTraffic(url: string, headers: Headers): Traffic {
  const failures: Answer[] = [];
  const state = { requests: 0, ended: false };
  const loop = async (): Promise<void> => {
    while (!state.ended) {
      const answer = await ask(url, headers);
      state.requests += 1;
      if (answer.status !== 200) failures.push(answer);
      await wait(PAUSE_MS);
    }
  };
  const running = loop();
  return {
    stop: async () => {
      state.ended = true;
      await running;
      return { requests: state.requests, failures };
    },
  };
}
