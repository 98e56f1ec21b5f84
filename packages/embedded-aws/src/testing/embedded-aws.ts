import path from 'node:path';

import type { RequestEvent } from '../gateway/gateway';
import { type EmbeddedAws, startEmbeddedAws } from '../start';
import type { AwsSettings } from '../gateway/settings';
import type { Clock } from '../clock';
import type { ContainerEngine } from '../containers/container';
import { installMoto } from '../moto/install';

/** Account of the callers in tests. */
export const ACCOUNT = '210987654321';

/** Region of the callers in tests. */
export const REGION = 'eu-central-1';

/** Where moto is installed in this repository. */
export const VENV = path.join(__dirname, '..', '..', '..', '..', '.rehearsal', 'venv');

/** Milliseconds for the first start, which may install moto. */
const START_TIMEOUT_MS = 300_000;

/** Milliseconds for a test or a hook: moto loads a service on the first call to it, which takes seconds on a busy machine. */
const TEST_TIMEOUT_MS = 60_000;

/** A client of an AWS SDK. */
interface Client {
  destroy(): void;
}

/** The embedded AWS of one test file. */
export interface EmbeddedAwsFixture {
  /** Settings that point a client of any service at it. */
  settings(region?: string): AwsSettings;
  /** A client that talks to it; destroyed after the tests. */
  client<C extends Client>(type: new (settings: AwsSettings) => C, region?: string): C;
  readonly aws: EmbeddedAws;
  /** What it has warned of so far. */
  readonly warnings: readonly string[];
  /** Every call that was answered so far. */
  readonly calls: readonly RequestEvent[];
}

/** What differs from test to test. */
export interface FixtureOptions {
  /** @default the real time */
  readonly clock?: Clock;
  /** @default none run */
  readonly containers?: ContainerEngine;
  /** Address of GitHub's REST API; a function if it is known only after other hooks. @default nothing listens there */
  readonly githubUrl?: string | (() => string);
}

/** Runs an embedded AWS, with a real moto, around the tests of the file that calls this. */
export function useEmbeddedAws(options: FixtureOptions = {}): EmbeddedAwsFixture {
  jest.setTimeout(TEST_TIMEOUT_MS);
  const calls: RequestEvent[] = [];
  const clients: Client[] = [];
  const failures: Error[] = [];
  const warnings: string[] = [];
  let aws: EmbeddedAws | undefined;
  const running = (): EmbeddedAws => {
    if (aws === undefined) throw new Error('the embedded AWS runs only inside tests and hooks');
    return aws;
  };

  beforeAll(async () => {
    const python = await installMoto({ directory: VENV });
    const { clock, containers, githubUrl = 'http://127.0.0.1:1' } = options;
    aws = await startEmbeddedAws({
      account: ACCOUNT,
      region: REGION,
      python,
      githubUrl: typeof githubUrl === 'string' ? githubUrl : githubUrl(),
      onRequest: (event) => calls.push(event),
      onFailure: (failure) => failures.push(failure),
      onWarning: (warning) => warnings.push(warning),
      ...(clock && { clock }),
      ...(containers && { containers }),
    });
  }, START_TIMEOUT_MS);

  afterAll(async () => {
    for (const client of clients) client.destroy();
    await aws?.close();
    // Bugs in what runs in the background fail no call, so they are collected and fail the file.
    expect(failures).toEqual([]);
  });

  const settings = (region = REGION): AwsSettings => ({
    endpoint: running().endpoint,
    region,
    credentials: { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal' },
  });
  return {
    settings,
    client: (type, region) => {
      const client = new type(settings(region));
      clients.push(client);
      return client;
    },
    get aws() {
      return running();
    },
    calls,
    warnings,
  };
}
