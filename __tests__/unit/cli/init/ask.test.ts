import { PassThrough } from 'node:stream';
import { askForValues } from '../../../../cli/init/ask';
import { openDialog } from '../../../../cli/init/dialog';
import { EXAMPLES, type KnownValues, type Values } from '../../../../cli/init/values';

/** What is known in the tests but where the value itself is asked for. */
const { account, ...others } = EXAMPLES;

/** Asks a person who types these keys. */
async function asked(
  keys: string,
  known: KnownValues,
  guess: KnownValues = {},
): Promise<{ readonly values: Values; readonly shown: string }> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const dialog = openDialog({ input, output });
  let rest = keys;
  // A person types an answer when the question is there.
  output.on('data', (shown: Buffer) => {
    if (!/: $/.test(shown.toString())) return;
    const end = rest.indexOf('\n') + 1 || rest.length;
    input.write(rest.slice(0, end));
    rest = rest.slice(end);
  });
  const shown: string[] = [];
  output.on('data', (text: Buffer) => shown.push(text.toString()));
  try {
    return { values: await askForValues(dialog, known, () => guess), shown: shown.join('') };
  } finally {
    dialog.close();
  }
}

describe('the questions of init', () => {
  it('are about what is not known, with what is allowed', async () => {
    const { values, shown } = await asked(`${account}\n`, others);
    expect(values).toEqual(EXAMPLES);
    expect(shown).toContain(
      'AWS account id; deploying to any other account fails.\nAllowed: an AWS account id: 12 digits in quotes.\n',
    );
    expect(shown).not.toContain('AWS region of every resource.');
  });

  it('are asked again with the message of the config as long as an answer is wrong', async () => {
    const { values, shown } = await asked(`12\n\n "${account}" \n`, others);
    expect(values.account).toBe(account);
    expect(shown).toContain(
      'account\n  found    "12"\n  allowed  an AWS account id: 12 digits in quotes\n' +
        '  fix      change it, for example to account: "123456789012"\n',
    );
    expect(shown).toContain('  found    ""\n');
  });

  it('show what is likely, and take it without an answer', async () => {
    const { region, ...known } = EXAMPLES;
    const { values, shown } = await asked('\n', known, { region });
    expect(values.region).toBe(region);
    expect(shown).toContain(`region (${region}): `);
  });

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('end at %s: nothing is written', async (_, key) => {
    await expect(asked(key, others)).rejects.toMatchObject({ name: 'UserError', message: '\nNothing was written.' });
  });
});
