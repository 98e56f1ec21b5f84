import { loadPlatform } from '../../config/load';
import { applyBootstrap } from '../bootstrap/apply-bootstrap';
import { configFileOf } from '../project';
import { stateLocation } from '../stacks/manifest';
import { bootstrapTarget, openWorkspace } from '../workspace';
import { tell, type AddCommand } from './command';
import { savingState } from './supervised';
import { tellIds } from './tell-ids';

/** `npm run bootstrap`: creates or updates the state bucket and what else an account has once. */
export const addBootstrap: AddCommand = (program, { paths, env }) => {
  program
    .command('bootstrap')
    .description('create or update the state bucket, the keys and what else an account has once')
    .option('--delete-keys', 'delete KMS keys that the config no longer has: KMS waits for 30 days')
    .action(({ deleteKeys = false }: { readonly deleteKeys?: boolean }) =>
      savingState(env, async (marked) => {
        const target = bootstrapTarget(await openWorkspace(paths, marked));
        const { bucket, region } = stateLocation(target.stack);
        tell(`Applying bootstrap: state bucket ${bucket} in ${region}`);
        await applyBootstrap(target, { deleteKeys });
        await tellIds(loadPlatform(configFileOf(env)), env);
        tell("Done. Deploy with: npm run deploy -- '*'");
      }),
    );
};
