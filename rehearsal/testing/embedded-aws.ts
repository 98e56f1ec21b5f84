import path from 'node:path';

import type { RequestEvent } from '../aws/gateway';
import { type EmbeddedAws, startEmbeddedAws } from '../aws/start';
import { installMoto } from '../moto/install';

/** Account of the callers in tests. */
export const ACCOUNT = '210987654321';

/** Region of the callers in tests. */
export const REGION = 'eu-central-1';

/** Where moto is installed in this repository. */
export const VENV = path.join(__dirname, '..', '..', '.rehearsal', 'venv');

/** Milliseconds for the first start, which may install moto. */
const START_TIMEOUT_MS = 300_000;

/** Milliseconds for a test or a hook: moto loads a service on the first call to it, which takes seconds on a busy machine. */
const TEST_TIMEOUT_MS = 60_000;

/** What every SDK client is configured with. */
export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A client of an AWS SDK. */
interface Client {
  destroy(): void;
}

/** The embedded AWS of one test file. */
export interface EmbeddedAwsFixture {
  /** Settings that point a client, of whatever kind, at it. */
  settings(region?: string): ClientSettings;
  /** A client that talks to it; destroyed after the tests. */
  client<C extends Client>(type: new (settings: ClientSettings) => C, region?: string): C;
  readonly aws: EmbeddedAws;
  /** Every call that was answered so far. */
  readonly calls: readonly RequestEvent[];
}

/** Runs an embedded AWS, with a real moto, around the tests of the file that calls this. */
export function useEmbeddedAws(): EmbeddedAwsFixture {
  jest.setTimeout(TEST_TIMEOUT_MS);
  const calls: RequestEvent[] = [];
  const clients: Client[] = [];
  let aws: EmbeddedAws | undefined;
  const running = (): EmbeddedAws => {
    if (aws === undefined) throw new Error('the embedded AWS runs only inside tests and hooks');
    return aws;
  };

  beforeAll(async () => {
    const python = await installMoto({ directory: VENV });
    aws = await startEmbeddedAws({ account: ACCOUNT, region: REGION, python, onRequest: (event) => calls.push(event) });
  }, START_TIMEOUT_MS);

  afterAll(async () => {
    for (const client of clients) client.destroy();
    await aws?.close();
  });

  const settings = (region = REGION): ClientSettings => ({
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
  };
}
