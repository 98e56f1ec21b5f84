import { loadPlatform } from '../../config/load';
import { printPlatform } from '../../config/print';
import { configFileOf } from '../project';
import type { AddCommand } from './command';

/** `npm run config`: prints what every service is in every environment, as JSON. */
export const addConfig: AddCommand = (program, { env }) => {
  program
    .command('config')
    .description('print the config with all defaults and overrides, as JSON')
    .action(() => {
      process.stdout.write(printPlatform(loadPlatform(configFileOf(env))));
    });
};
