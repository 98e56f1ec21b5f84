import { installMoto } from 'embedded-aws/moto/install';
import { checksOf, type Half } from '../checks/checks';
import { runChecks } from '../checks/run-checks';
import { findTerraform } from 'plan-review/terraform/find-terraform';
import { supervise } from '../processes/supervise';
import { venvOf } from '../project';
import { print, tell, type AddCommand } from './command';

/** `npm test`: every check and test; the last line of its output is their sum. */
export const addTest: AddCommand = (program, { paths, env }) => {
  program
    .command('test')
    .description('run every check and test; the end-to-end ones deploy to the embedded AWS')
    .option('--unit', 'only the fast half')
    .option('--e2e', 'only the end-to-end tests')
    .action(async ({ unit, e2e }: { unit?: true; e2e?: true }) => {
      const half: Half | undefined = unit === true ? 'unit' : e2e === true ? 'e2e' : undefined;
      const supervision = supervise({
        shutdown: 'kill',
        env,
        onStop: () => {
          tell('\nStopping: ending every process of the tests.');
        },
      });
      try {
        if (half !== 'unit') await findTerraform(env, paths.root);
        await installMoto({ directory: venvOf(paths), onProgress: tell });
        const checks = checksOf(half, paths);
        const totals = await runChecks(checks, { paths, env: { ...env, ...supervision.mark }, tell });
        print(`${totals.passed} passed, ${totals.failed} failed`);
        if (totals.failed > 0) process.exitCode = 1;
      } finally {
        await supervision.end();
      }
    });
};
