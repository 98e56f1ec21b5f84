import { findValues } from '../../../../cli/init/find-values';
import { EXAMPLES, type KnownValues } from '../../../../cli/init/values';

const { account, ...guessable } = EXAMPLES;

/** Without a terminal. */
const find = (given: KnownValues, takesGuesses = false, guesses: KnownValues = guessable) =>
  findValues({ given, takesGuesses, guess: () => guesses });

const WHOLE =
  'For example: npx fargate-delivery init --name shop --account 123456789012 --region eu-central-1 ' +
  '--owner example-org --repository hello --service hello';

describe('the values without a terminal', () => {
  it('are those of the command line', async () => {
    expect(await find(EXAMPLES, false, {})).toEqual(EXAMPLES);
  });

  it('are guessed with --yes, but for those that the command line has', async () => {
    expect(await find({ account, region: 'us-east-1' }, true)).toEqual({ ...EXAMPLES, region: 'us-east-1' });
  });

  it('are not guessed without: all that is missing is told at once, with the whole command', async () => {
    await expect(find({ name: 'other' }, false, { region: 'us-east-1' })).rejects.toMatchObject({
      message: 'Missing: --account, --region, --owner, --repository, --service.',
      hint:
        `${WHOLE.replace('--name shop', '--name other').replace('eu-central-1', 'us-east-1')}\n` +
        'With --yes, these are taken: --region us-east-1',
    });
  });

  it('have to be given with --yes where nothing is likely', async () => {
    await expect(find({}, true)).rejects.toMatchObject({ message: 'Missing: --account.', hint: WHOLE });
  });

  it('are told with everything that is wrong, as of a config, beside what is missing', async () => {
    const wrong = { ...guessable, name: 'Shop', region: 'mars' };
    const error: unknown = await find(wrong).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ hint: WHOLE });
    expect(String(error)).toContain('the command line has 2 mistakes:\n\nname\n  found    "Shop"\n  allowed  2 to ');
    expect(String(error)).toContain('\nregion\n  found    "mars"\n');
    expect(String(error)).toMatch(/\n\nMissing: --account\.$/);
  });
});
