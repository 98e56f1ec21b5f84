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
