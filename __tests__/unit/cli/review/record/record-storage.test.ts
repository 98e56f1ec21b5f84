import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReviewRecord } from '../../../../../cli/review/record/record';
import { sealRecord } from '../../../../../cli/review/record/record-file';
import { downloadRecord, readRecord, removeRecord, writeRecord } from '../../../../../cli/review/record/record-storage';
import { downloadList } from '../../../../../cli/reviewed/download-list';
import { serveObjects, type FakeS3 } from '../../../../helpers/fake-s3';
import { testKey } from '../../../../helpers/mac-key';
import { reviewRecord, stackRecord } from '../../../../helpers/review-record';
import { temporaryFolder } from '../../../../helpers/temporary-folder';

const temporary = temporaryFolder();
const bucket = { bucket: 'states', region: 'eu-central-1' };
let s3: FakeS3 | undefined;

afterEach(async () => {
  await s3?.close();
  s3 = undefined;
});

async function serve(record: ReviewRecord): Promise<FakeS3> {
  const text = await sealRecord(record, testKey());
  s3 = await serveObjects('states', new Map([['reviews/c0ffee/record.json', text]]));
  return s3;
}

describe('the record of a review in the state bucket', () => {
  it('is found by its commit', async () => {
    const { env } = await serve(reviewRecord());
    expect(await downloadRecord('c0ffee', bucket, env)).toContain('"version":2');
  });

  it('that is missing is an error that says how to deploy all the same', async () => {
    const { env } = await serve(reviewRecord());
    await expect(downloadRecord('decaf', bucket, env)).rejects.toMatchObject({
      message: 'There is no record of a review of decaf in states.',
      hint: expect.stringContaining('run the workflow by hand') as string,
    });
  });
});

describe('the record of a review in a folder', () => {
  it('is readable for its owner only, even if another was readable before', async () => {
    const file = join(temporary.path(), 'record.json');
    writeFileSync(file, 'old', { mode: 0o644 });
    await writeRecord(temporary.path(), 'new');
    expect(await readRecord(temporary.path())).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('that is missing is an error that names npm run review', async () => {
    await removeRecord(temporary.path());
    await expect(readRecord(temporary.path())).rejects.toMatchObject({ hint: 'Make it with npm run review.' });
  });
});

describe('the stacks that a review has something to deploy of', () => {
  it('are those with changes, and those that could not be planned, whose job fails', async () => {
    const stacks = [
      stackRecord('dev-a'),
      stackRecord('dev-b', { hasChanges: false }),
      stackRecord('dev-c', { isRemoved: true }),
    ];
    const { env } = await serve(reviewRecord({ stacks, failed: ['prod-a'] }));
    expect(await downloadList('c0ffee', bucket, env)).toEqual(['dev-a', 'prod-a']);
  });
});
