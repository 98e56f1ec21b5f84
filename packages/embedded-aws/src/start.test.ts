import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ACCOUNT, VENV } from './testing/embedded-aws';
import { installMoto } from './moto/install';
import { startEmbeddedAws } from './start';

/** Milliseconds for a start that may install moto first. */
const TIMEOUT_MS = 300_000;

let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'start-'));
});
afterAll(() => rm(scratch, { recursive: true }));

test(
  'what the embedded AWS keeps on disk is in the folder that it was given, and goes with it',
  async () => {
    const aws = await startEmbeddedAws({ account: ACCOUNT, python: await installMoto({ directory: VENV }), scratch });
    expect(await readdir(scratch)).toEqual([path.basename(aws.runtime.folder)]);
    await aws.close();
    expect(await readdir(scratch)).toEqual([]);
  },
  TIMEOUT_MS,
);

test(
  'calls that are still served when it ends are no failures of it',
  async () => {
    const failures: Error[] = [];
    const python = await installMoto({ directory: VENV });
    const aws = await startEmbeddedAws({
      account: ACCOUNT,
      python,
      scratch,
      onFailure: (error) => failures.push(error),
    });
    const calls = Array.from({ length: 40 }, () =>
      fetch(`${aws.endpoint}/`, {
        method: 'POST',
        headers: {
          'x-amz-target': 'secretsmanager.ListSecrets',
          'content-type': 'application/x-amz-json-1.1',
          authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/secretsmanager/aws4_request',
        },
        body: '{}',
      }),
    );
    const ended = Promise.allSettled(calls);
    await calls[0];
    await aws.close();
    await ended;
    expect(failures).toEqual([]);
  },
  TIMEOUT_MS,
);
