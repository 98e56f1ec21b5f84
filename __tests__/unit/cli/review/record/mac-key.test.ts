import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { localKey, recordMessage, valueMessage } from '../../../../../cli/review/record/mac-key';
import { temporaryFolder } from '../../../../helpers/temporary-folder';

const temporary = temporaryFolder();

describe('the key of reviews on this machine', () => {
  it('is made once, also by reviews that begin at once, and only its owner can read it', async () => {
    const work = join(temporary.path(), 'work');
    const keys = await Promise.all([localKey({ work }), localKey({ work })]);
    const [one = Buffer.of(), other] = await Promise.all(keys.map((key) => key.generate(Buffer.from('message'))));
    expect(one).toEqual(other);
    expect(readFileSync(join(work, 'review.key'))).toHaveLength(32);
    expect(statSync(join(work, 'review.key')).mode & 0o777).toBe(0o600);
    const later = await localKey({ work });
    expect(await later.verify(Buffer.from('message'), one)).toBe(true);
    expect(await later.verify(Buffer.from('massage'), one)).toBe(false);
    expect(await later.verify(Buffer.from('message'), Buffer.of(1))).toBe(false);
  });

  it('is another one in another project', async () => {
    const [one, other] = await Promise.all(
      ['one', 'other'].map(async (name) =>
        (await localKey({ work: join(temporary.path(), name) })).generate(Buffer.from('message')),
      ),
    );
    expect(one).not.toEqual(other);
  });
});

describe('the messages that codes are made of', () => {
  it('fit into a call of KMS, and are never the same for a record and a value', () => {
    expect(recordMessage({ any: 'x'.repeat(10_000) })).toHaveLength(32);
    expect(valueMessage('nonce', '"x"')).toHaveLength(32);
    expect(recordMessage('x')).not.toEqual(valueMessage('', '"x"'));
  });

  it('do not depend on the order of keys', () => {
    expect(recordMessage({ a: 1, b: { c: 2, d: 3 } })).toEqual(recordMessage({ b: { d: 3, c: 2 }, a: 1 }));
  });
});
