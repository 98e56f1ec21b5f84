import { stepsIn } from '../progress';
import { samplePushes } from '../rehearse/push-plan';
import { asTyped } from '../started-by';
import { print, type AddCommand } from './command';
import { keepRunning } from './keep-running';
import { loadStart } from './load-start';
import { rehearsing } from './supervised';

/** `npm start`: the whole system on the embedded AWS and GitHub. */
export const addStart: AddCommand = (program, { paths, env, startedBy }) => {
  program
    .command('start')
    .description('deploy everything to an embedded AWS and GitHub, and push a service through its pipeline')
    .option('--keep', 'leave the embedded AWS up until Ctrl-C, and print the variables that lead to it')
    .option('--destroy', 'destroy everything in the end, and check that nothing is left')
    .action(({ keep, destroy }: { keep?: true; destroy?: true }) =>
      rehearsing(env, async (supervision) => {
        await loadStart()({
          paths,
          env: { ...env, ...supervision.mark },
          mark: supervision.mark,
          pushes: (platform, scratch) => samplePushes(paths.root, platform, scratch),
          approver: 'approve',
          step: stepsIn(env),
          print,
          destroys: destroy === true,
          keep: keep === true ? keepRunning(supervision, destroy === true, startedBy) : undefined,
        });
        if (keep !== true && destroy !== true) print(asTyped(NEXT, startedBy));
      }),
    );
};

const NEXT = `
Everything above ran on this machine and is gone now. What next:
  npm start -- --keep       the same, and the embedded AWS stays up to look at
  npm start -- --destroy    the same, and everything is destroyed again
  npm run rehearse -- --service <name> --commit-from <folder>
                            the same, and your own checkout goes through the pipeline
  npm run config            what the config means in full
  npm run synth             the Terraform JSON of every stack, in cdktf.out`;
