import path from 'node:path';
import { loadPlatform } from '../../config/load';
import { requireApart } from '../platforms/check';
import { listedPlatforms } from '../platforms/list';
import { otherPlatforms } from '../platforms/matrix';
import { print, type AddCommand } from './command';

/** `npm run platforms`: the platforms of a repository beside its first, as JSON on one line. */
export const addPlatforms: AddCommand = (program, { paths }) => {
  program
    .command('platforms')
    .description('check platforms.json, and print the platforms beside that of platform.config.ts, as JSON')
    .action(() => {
      const listed = listedPlatforms(paths.root) ?? [];
      const loaded = listed.map((each) => ({ ...each, platform: loadPlatform(path.join(paths.root, each.config)) }));
      print(JSON.stringify(loaded.length === 0 ? [] : otherPlatforms(requireApart(loaded))));
    });
};
