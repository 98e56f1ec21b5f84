import { inParallel } from '../../../cli/in-parallel';

/** Work that ends when the test says so. */
function controlled() {
  const begun: string[] = [];
  const end = new Map<string, (error?: Error) => void>();
  const action = (name: string): Promise<string> => {
    begun.push(name);
    return new Promise((resolve, reject) => {
      end.set(name, (error) => {
        if (error === undefined) resolve(name.toUpperCase());
        else reject(error);
      });
    });
  };
  return { begun, end, action };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('doing things in parallel', () => {
  test('no more than the limit is begun before something ends', async () => {
    const { begun, end, action } = controlled();
    const all = inParallel(['a', 'b', 'c'], 2, action);
    await settle();
    expect(begun).toEqual(['a', 'b']);
    end.get('b')?.();
    await settle();
    expect(begun).toEqual(['a', 'b', 'c']);
    end.get('a')?.();
    end.get('c')?.();
    expect(await all).toEqual(['A', 'B', 'C']);
  });

  test('after a failure nothing new begins, and it is thrown when the rest has ended', async () => {
    const { begun, end, action } = controlled();
    const all = inParallel(['a', 'b', 'c'], 2, action);
    await settle();
    end.get('a')?.(new Error('a failed'));
    await settle();
    end.get('b')?.();
    await expect(all).rejects.toThrow('a failed');
    expect(begun).toEqual(['a', 'b']);
  });

  test('an empty list is finished at once', async () => {
    expect(await inParallel([], 2, () => Promise.resolve(1))).toEqual([]);
  });
});
