import { UserError } from '../../../cli/errors';
import { requireAll } from '../../../cli/require-all';

const mistake = (message: string, hint: string) => (): void => {
  throw new UserError(message, hint);
};

describe('requiring several things', () => {
  test('is satisfied where no check fails', async () => {
    await expect(requireAll(() => undefined)).resolves.toBeUndefined();
  });

  test('tells the only mistake as it is', async () => {
    const check = requireAll(() => undefined, mistake('No bucket.', 'Make it.'));
    await expect(check).rejects.toMatchObject({ message: 'No bucket.', hint: 'Make it.' });
  });

  test('tells all mistakes together, each with its hint', async () => {
    const check = requireAll(mistake('No value.', 'Set it.'), mistake('No bucket.', 'Make it.'));
    await expect(check).rejects.toMatchObject({ message: 'No value.\nSet it.\n\nNo bucket.\nMake it.' });
  });

  test('throws what is no mistake of the user at once', async () => {
    const bug = new TypeError('a bug');
    const check = requireAll(() => Promise.reject(bug), mistake('No bucket.', 'Make it.'));
    await expect(check).rejects.toBe(bug);
  });
});
