import { loadPlatform } from '../../config/load';
import { configFileOf } from '../project';
import { stackNames } from '../stacks/names';
import { synthesize } from '../synth/synthesize';
import { print, tell, type AddCommand } from './command';

/** `npm run synth`: writes cdktf.out and prints the names of the stacks in deploy order. */
export const addSynth: AddCommand = (program, { paths, env }) => {
  program
    .command('synth')
    .description('write the Terraform JSON of every stack to cdktf.out')
    .option('--only <name...>', 'stacks, globs such as "dev-*", environments or services; the others stay as they are')
    .action(async ({ only }: { only?: string[] }) => {
      const platform = loadPlatform(configFileOf(env));
      const names = only && stackNames(platform, only);
      const stacks = await synthesize({ paths, env, ...(names && { only: names }) });
      tell(`${stacks.length} stacks in ${paths.output}, in deploy order:`);
      print(stacks.map(({ name }) => name).join('\n'));
    });
};
