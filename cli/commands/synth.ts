import { Option } from 'commander';
import { loadPlatform } from '../../config/load';
import { configFileOf } from '../project';
import { NAMES, stackNames } from '../stacks/names';
import { synthesize } from '../synth/synthesize';
import { print, tell, type AddCommand } from './command';

/** `npm run synth -- [stack]`: writes cdktf.out and prints the names of the written stacks in deploy order. */
export const addSynth: AddCommand = (program, { paths, env }) => {
  program
    .command('synth')
    .description('write the Terraform JSON of every stack, or of the named ones, to cdktf.out')
    .argument('[stack...]', `${NAMES}; the other stacks in cdktf.out stay as they are (default: all)`)
    // The form before names could be given without an option.
    .addOption(new Option('--only <name...>').hideHelp())
    .action(async (patterns: string[], { only = [] }: { only?: string[] }) => {
      const platform = loadPlatform(configFileOf(env));
      const asked = [...patterns, ...only];
      const names = asked.length > 0 && stackNames(platform, asked);
      const stacks = await synthesize({ paths, env, ...(names && { only: names }) });
      tell(`${stacks.length} stacks in ${paths.output}, in deploy order:`);
      print(stacks.map(({ name }) => name).join('\n'));
    });
};
