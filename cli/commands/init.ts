import { init } from '../init/init';
import { declaredOf, VALUE_NAMES, type KnownValues } from '../init/values';
import { print, type AddCommand } from './command';

/** What the command line says. */
type InitFlags = KnownValues & { readonly yes?: true; readonly overwrite?: true };

/** `npx fargate-delivery init`: writes the files of a project into the folder where it is typed. */
export const addInit: AddCommand = (program, { startedIn, env }) => {
  const command = program
    .command('init')
    .description(
      'write the files of a project into this folder; asks for what is not given, and before it replaces a file',
    );
  for (const name of VALUE_NAMES) command.option(`--${name} <${name}>`, declaredOf(name).description);
  command
    .option(
      '--yes',
      'ask nothing: take what the folder, its git remote and AWS_REGION say, and leave every file that is there',
    )
    .option('--overwrite', 'replace the files that are there, without asking')
    .action(async ({ yes, overwrite, ...given }: InitFlags) => {
      print(
        await init({
          folder: startedIn,
          given,
          takesGuesses: yes === true,
          overwrites: overwrite === true,
          env,
          terminal: { input: process.stdin, output: process.stderr },
        }),
      );
    });
};
