import { writeFile } from 'node:fs/promises';
import { findDrift } from '../drift/find-drift';
import { keepIssue } from '../drift/issue';
import { driftMarkdown } from '../drift/markdown';
import { githubRepositoryOf } from '../github/github-repository';
import { otherConfig } from '../other-config';
import { stepsIn } from '../progress';
import { NAMES } from '../stacks/names';
import { requireVariablesAndBootstrap } from '../stacks/requirements';
import { requireMovedStates } from '../state/gateway-state';
import { openWorkspace } from '../workspace';
import { print, tell, type AddCommand } from './command';
import { savingState } from './supervised';

/** Exit code where something was changed outside Terraform. */
const DRIFT = 2;

/** `npm run drift`: what differs between the deployed resources and the code. */
export const addDrift: AddCommand = (program, { paths, env }) => {
  program
    .command('drift')
    .description('find what was changed outside Terraform (exit code 2), and what is not deployed')
    .argument('[stack...]', `${NAMES} (default: all that are deployed)`)
    .option('--out <file>', 'takes the report, in Markdown')
    .option('--issue', 'open, update or close the one issue with the label drift (in a workflow)')
    .action((patterns: string[], options: { out?: string; issue?: true }) =>
      savingState(env, async (marked) => {
        const tracker = options.issue === true ? githubRepositoryOf(env, 'may write issues') : undefined;
        const workspace = await openWorkspace(paths, marked, patterns.length === 0 ? undefined : patterns);
        const { stacks } = workspace;
        await requireVariablesAndBootstrap(stacks, workspace.env);
        await requireMovedStates(stacks, workspace.env);
        const { compared, waiting } = await stepsIn(env)('Compare what is deployed with the code', (report) =>
          findDrift(workspace, stacks, (stack) => {
            report(`${stack} is compared`);
          }),
        );
        const markdown = driftMarkdown(compared, waiting);
        print(markdown.trimEnd());
        if (options.out !== undefined) await writeFile(options.out, markdown);
        const hasDrift = compared.some(({ drifted }) => drifted.length > 0);
        if (tracker !== undefined)
          tell(`Issue: ${await keepIssue(tracker, hasDrift ? markdown : undefined, otherConfig(env))}`);
        if (hasDrift) process.exitCode = DRIFT;
      }),
    );
};
