import { withStateLocks } from '../../../../cli/state/state-lock';
import { memoryStateStore } from '../../../helpers/memory-state-store';

const KEY = 'shop/dev-gateway.tfstate';
const LOCK = `${KEY}.tflock`;
const theirs = JSON.stringify({ ID: '7', Who: 'ann@laptop', Created: '2026-01-02T03:04:05Z', Operation: 'Apply' });

describe('the lock of a state', () => {
  test('is taken although the answer of S3 was lost and the second request finds it', async () => {
    const store = memoryStateStore();
    const lossy = { ...store, create: async (key: string, text: string) => !(await store.create(key, text)) };
    await expect(withStateLocks(lossy, [KEY], () => Promise.resolve('done'))).resolves.toBe('done');
    expect([...store.objects.keys()]).toEqual([]);
  });

  test('is removed only if it is still that of this process', async () => {
    const store = memoryStateStore();
    await withStateLocks(store, [KEY], () => store.write(LOCK, theirs));
    expect(store.objects.get(LOCK)).toBe(theirs);
  });

  test('that cannot be removed is named beside the error that came first', async () => {
    const store = { ...memoryStateStore(), remove: () => Promise.reject(new Error('no network')) };
    const work = withStateLocks(store, [KEY], () => Promise.reject(new Error('two states')));
    await expect(work).rejects.toMatchObject({
      message: 'two states',
      hint: `The lock ${LOCK} could not be removed (no network): delete that object in the state bucket, and try again.`,
    });
  });
});
