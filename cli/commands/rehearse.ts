import { loadPlatform } from '../../config/load';
import { UserError } from '../errors';
import { stepsIn } from '../progress';
import type { Approver } from '../rehearse/approvals';
import { configFileOf } from '../project';
import { chosenPush, noServiceNamed } from '../rehearse/push-plan';
import { print, type AddCommand } from './command';
import { keepRunning } from './keep-running';
import { loadStart } from './load-start';
import { rehearsing } from './supervised';

/** The options of the command. */
interface RehearseOptions {
  readonly service?: string;
  readonly commitFrom?: string;
  readonly approve?: true;
  readonly reject?: true;
  readonly keep?: true;
}

/** `npm run rehearse -- --service <name>`: one push of any service through the whole pipeline. */
export const addRehearse: AddCommand = (program, { paths, env, startedBy }) => {
  program
    .command('rehearse')
    .description('deploy to an embedded AWS and push a commit of a service through its pipeline')
    .option('--service <name>', 'service of the config')
    .option('--commit-from <folder>', 'folder or git checkout with its source (default: examples/<repository>)')
    .option('--approve', 'approve every approval that a pipeline waits for (default: ask)')
    .option('--reject', 'reject it')
    .option('--keep', 'leave the embedded AWS up until Ctrl-C, also if the delivery fails, and print the way to it')
    .action(async (options: RehearseOptions) => {
      const approver = approverOf(options);
      const { service, commitFrom } = options;
      if (service === undefined) throw noServiceNamed(loadPlatform(configFileOf(env)));
      await rehearsing(env, (supervision) =>
        loadStart()({
          paths,
          env: { ...env, ...supervision.mark },
          mark: supervision.mark,
          pushes: (platform) => Promise.resolve([chosenPush(paths.root, platform, service, commitFrom)]),
          approver,
          step: stepsIn(env),
          print,
          destroys: false,
          keep: options.keep === true ? keepRunning(supervision, false, startedBy) : undefined,
        }),
      );
    });
};

function approverOf({ approve, reject }: RehearseOptions): Approver {
  if (approve === true && reject === true) {
    throw new UserError('--approve and --reject exclude each other.', 'Name one of them, or none to be asked.');
  }
  if (reject === true) return 'reject';
  return approve === true ? 'approve' : 'ask';
}
