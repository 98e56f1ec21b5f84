import { loadPlatform } from '../../config/load';
import { configFileOf } from '../project';
import { synthesize } from '../synth/synthesize';
import { print, tell, type AddCommand } from './command';

/** `npm run synth`: writes cdktf.out and prints the names of the stacks in deploy order. */
export const addSynth: AddCommand = (program, { paths, env }) => {
  program
    .command('synth')
    .description('write the Terraform JSON of every stack to cdktf.out')
    .action(async () => {
      loadPlatform(configFileOf(env));
      const stacks = await synthesize({ paths, env });
      tell(`${stacks.length} stacks in ${paths.output}, in deploy order:`);
      print(stacks.map(({ name }) => name).join('\n'));
    });
};
