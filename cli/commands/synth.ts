import { Option } from 'commander';
import { loadPlatform } from '../../config/load';
import type { Platform } from '../../config/types';
import { configFileOf } from '../project';
import { NAMES, stackNames } from '../stacks/names';
import { asTyped } from '../started-by';
import { synthesize } from '../synth/synthesize';
import { print, tell, type AddCommand } from './command';

/**
 * What is said where all stacks are written because none was named. npm keeps `--only <name>` to itself where `--` is
 * forgotten, without a trace: the option is a deprecated one of its own.
 */
function allOf({ environments: [environment] }: Platform): string {
  return ` (all, since none was named; some of them: npm run synth -- ${environment?.name ?? '<name>'})`;
}

/** `npm run synth -- [stack]`: writes cdktf.out and prints the names of the written stacks in deploy order. */
export const addSynth: AddCommand = (program, { paths, env, startedBy }) => {
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
      const which = names ? '' : asTyped(allOf(platform), startedBy);
      tell(`${stacks.length} stacks in ${paths.output}, in deploy order${which}:`);
      print(stacks.map(({ name }) => name).join('\n'));
    });
};
