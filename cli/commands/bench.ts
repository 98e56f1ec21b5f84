import { passThrough } from '../processes/run';
import { supervise } from '../processes/supervise';
import type { AddCommand } from './command';

/** `npm run bench`: measures synth; its options are those of bench/main.ts. */
export const addBench: AddCommand = (program, { paths, env }) => {
  program
    .command('bench')
    .description('measure synth of 10, 100 and 1,000 services against cdktf, AWS CDK and the floor')
    .argument('[options...]')
    .allowUnknownOption()
    .action(async (options: string[]) => {
      const supervision = supervise({ shutdown: 'kill', env, onStop: () => undefined });
      try {
        const args = ['--import', 'tsx', 'bench/main.ts', ...options];
        process.exitCode = await passThrough(process.execPath, args, {
          cwd: paths.root,
          env: { ...env, ...supervision.mark },
        });
      } finally {
        await supervision.end();
      }
    });
};
