import { LARGEST_BYTES } from '../../../../../cli/review/record/record';
import { openRecord, readUnverified, sealRecord } from '../../../../../cli/review/record/record-file';
import { testKey } from '../../../../helpers/mac-key';
import { reviewRecord, stackRecord } from '../../../../helpers/review-record';

const FILE = 'record.json';

const record = reviewRecord({
  stacks: [
    stackRecord('dev-hello', {
      changes: [
        { address: 'aws_lb.web["a"]', action: 'create', object: {}, values: { 'tags["a b"]': { after: 'unknown' } } },
      ],
    }),
  ],
});

/** A record that was sealed with the right key, and then changed. */
async function edited(change: (text: string) => string): Promise<string> {
  return change(await sealRecord(record, testKey()));
}

describe('a record of a review', () => {
  it('is read as it was written', async () => {
    const key = testKey();
    expect(await openRecord(await sealRecord(record, key), FILE, key)).toEqual(record);
  });

  it('is refused if somebody has changed it', async () => {
    const text = await edited((sealed) => sealed.replace('"create"', '"delete"'));
    await expect(openRecord(text, FILE, testKey())).rejects.toMatchObject({
      message: 'record.json was changed, or was not written by a review that has the key: its code is not right.',
      hint: expect.stringContaining('Do not deploy it.') as string,
    });
  });

  it('is refused if a digest of a value was replaced', async () => {
    const values = { password: { after: `mac:${'A'.repeat(43)}=` } };
    const sealed = await sealRecord(
      reviewRecord({
        stacks: [stackRecord('dev-hello', { changes: [{ address: 'a.b', action: 'create', object: {}, values }] })],
      }),
      testKey(),
    );
    const text = sealed.replace(`mac:${'A'.repeat(43)}`, `mac:${'B'.repeat(43)}`);
    expect(text).not.toBe(sealed);
    await expect(openRecord(text, FILE, testKey())).rejects.toThrow('its code is not right');
  });

  it('is refused if it was written with another key', async () => {
    await expect(openRecord(await sealRecord(record, testKey('other')), FILE, testKey())).rejects.toThrow(
      'its code is not right',
    );
  });

  it('is refused if the code of a value is put in the place of that of the record', async () => {
    const key = testKey();
    const text = await edited((sealed) => JSON.stringify({ ...(JSON.parse(sealed) as object), record: {} }));
    await expect(openRecord(text, FILE, key)).rejects.toThrow('its code is not right');
  });

  it('is not looked into before its code is right', async () => {
    const text = await edited((sealed) => sealed.replace('"stack":"dev-hello"', '"stack":"../runner-secret"'));
    await expect(openRecord(text, FILE, testKey())).rejects.toThrow('its code is not right');
  });
});

describe('what is in a record', () => {
  const stack = (more: object): object => ({ stacks: [{ ...stackRecord('dev-hello'), ...more }] });
  const change = (more: object): object =>
    stack({ changes: [{ address: 'a.b', action: 'create', object: {}, values: {}, ...more }] });
  const provider = { source: 'registry.terraform.io/hashicorp/aws', version: '5.100.0', hashes: ['h1:abc='] };

  it.each<[string, object]>([
    ['a path in place of a stack', stack({ stack: '../runner-secret' })],
    ['the path of a plan file', stack({ planFile: '../runner-secret' })],
    ['the path of a lock file', stack({ lockFile: '../../etc/passwd' })],
    ['something that no review writes', { extra: true }],
    ['an older version', { version: 1 }],
    ['a hash that is none', stack({ jsonSha256: 'x' })],
    ['a commit that is none', { head: { ref: 'HEAD', commit: '../main' } }],
    ['a stack that failed and is none', { failed: ['/etc'] }],
    ['an action that no plan has', change({ action: 'steal' })],
    ['characters that control a terminal', change({ address: 'a.b\u001b[2J' })],
    ['a value in clear', change({ values: { password: { after: 'hunter2' } } })],
    ['too long an address', change({ address: 'a'.repeat(3000) })],
    [
      'too many changes',
      stack({
        changes: Array.from({ length: 5001 }, () => ({ address: 'a', action: 'create', object: {}, values: {} })),
      }),
    ],
    ['a provider that ends its line', stack({ providers: [{ ...provider, version: '5.100.0"\n}' }] })],
    ['a provider from a path', stack({ providers: [{ ...provider, source: '../../evil' }] })],
    ['a verdict that is none', { verdict: 'fine' }],
    ['another repository than a name', { repository: 'a/b/c' }],
  ])('is never %s, even with the right code', async (_, more) => {
    const key = testKey();
    const text = await sealRecord({ ...record, ...more }, key);
    await expect(openRecord(text, FILE, key)).rejects.toThrow('record.json is not a record of a review');
    expect(() => readUnverified(text, FILE)).toThrow('record.json is not a record of a review');
  });

  it.each(['', '{', '[]', '{"version":1}', '{"mac":"x","record":{}}'])('is never %j', async (text) => {
    await expect(openRecord(text, FILE, testKey())).rejects.toMatchObject({
      message: expect.stringContaining('record.json is not a record of a review') as string,
      hint: 'Review the change again.',
    });
  });

  it('has an end', async () => {
    await expect(openRecord(' '.repeat(LARGEST_BYTES + 1), FILE, testKey())).rejects.toThrow('it has more than');
  });
});
