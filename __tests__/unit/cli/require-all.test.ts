import { UserError } from '../../../cli/errors';
import { requireAll } from '../../../cli/require-all';

const mistake = (message: string, hint: string) => (): void => {
  throw new UserError(message, hint);
};

describe('requiring several things', () => {
  test('passes if no check fails', async () => {
    await expect(requireAll(() => undefined)).resolves.toBeUndefined();
  });

  test('reports a single mistake unchanged', async () => {
    const check = requireAll(() => undefined, mistake('No bucket.', 'Make it.'));
    await expect(check).rejects.toMatchObject({ message: 'No bucket.', hint: 'Make it.' });
  });

  test('reports all mistakes together, each with its hint', async () => {
    const check = requireAll(mistake('No value.', 'Set it.'), mistake('No bucket.', 'Make it.'));
    await expect(check).rejects.toMatchObject({ message: 'No value.\nSet it.\n\nNo bucket.\nMake it.' });
  });

  test('throws any other error at once', async () => {
    const bug = new TypeError('a bug');
    const check = requireAll(() => Promise.reject(bug), mistake('No bucket.', 'Make it.'));
    await expect(check).rejects.toBe(bug);
  });
});
