import { openParts } from './open-parts';

/** Opens three parts, of which some fail to end. */
async function open(events: string[], failing: readonly string[] = []): Promise<() => Promise<void>> {
  const { close } = await openParts((onOpened) => {
    for (const part of ['store', 'server', 'client']) {
      onOpened(() => {
        events.push(part);
        if (failing.includes(part)) throw new Error(`${part} does not end`);
      });
    }
    return Promise.resolve();
  });
  return close;
}

test('what was started last is ended first, and once', async () => {
  const events: string[] = [];
  const close = await open(events);
  await Promise.all([close(), close()]);
  expect(events).toEqual(['client', 'server', 'store']);
});

test('a part that does not end keeps no other running, and is told of', async () => {
  const events: string[] = [];
  const close = await open(events, ['server']);
  await expect(close()).rejects.toMatchObject({ errors: [new Error('server does not end')] });
  expect(events).toEqual(['client', 'server', 'store']);
});

test('if a part does not start, those that did are ended', async () => {
  const events: string[] = [];
  const opening = openParts((onOpened) => {
    onOpened(() => void events.push('store'));
    return Promise.reject(new Error('no server'));
  });
  await expect(opening).rejects.toThrow('no server');
  expect(events).toEqual(['store']);
});
