import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { captureSuccess } from '../../../../cli/processes/run';
import { synthesize } from '../../../../cli/synth/synthesize';
import type { RehearsalWorkspace } from '../../../../cli/start/rehearsal-workspace';
import type { StackJson } from '../../../../cli/stacks/manifest';
import { inParallel } from '../../../../cli/in-parallel';
import { typesOf } from '../../../../cli/terraform/shared-providers/types-of';
import { paths } from '../run-folder';
import { PLATFORM } from './platforms';
import type { ReviewCase } from './review-case';

/** What Terraform says of a case. */
export interface PlannedCase {
  /** What `terraform show -json` prints, parsed. */
  readonly json: unknown;
  /** What `terraform show -no-color` prints. */
  readonly text: string;
}

/** More than there are processors: each waits for AWS most of the time. */
const PLANS_AT_A_TIME = 4;

/** A working directory that is planned. */
interface Target {
  readonly reviewCase: ReviewCase;
  readonly folder: string;
}

/** Plans every case against what is deployed. @returns by the title of the case; an error where Terraform failed */
export async function planCases(
  workspace: RehearsalWorkspace,
  cases: readonly ReviewCase[],
): Promise<ReadonlyMap<string, PlannedCase | Error>> {
  const targets: Target[] = [];
  for (const [index, reviewCase] of cases.entries())
    targets.push({ reviewCase, folder: await prepare(workspace, reviewCase, workspace.file(`case-${index}`)) });
  const planned = await inParallel(targets, PLANS_AT_A_TIME, async ({ reviewCase, folder }) => {
    const outcome = await attempt(() => plan(workspace, reviewCase, folder));
    return [reviewCase.title, outcome] as const;
  });
  return new Map(planned);
}

/** One case that fails does not take the others along. */
async function attempt(action: () => Promise<PlannedCase>): Promise<PlannedCase | Error> {
  return action().catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
}

async function plan(
  { terraform }: RehearsalWorkspace,
  { title, stack, args = [] }: ReviewCase,
  folder: string,
): Promise<PlannedCase> {
  const run = async (...command: string[]): Promise<string> =>
    (
      await captureSuccess(`${command[0] ?? ''} of ${stack} for ${title}`, terraform.binary, command, {
        cwd: folder,
        env: terraform.env,
      })
    ).stdout;
  await run('init', '-input=false');
  await run('plan', '-input=false', '-lock=false', '-out=case.tfplan', ...args);
  return {
    json: JSON.parse(await run('show', '-json', 'case.tfplan')),
    text: await run('show', '-no-color', 'case.tfplan'),
  };
}

/** Writes the stack of a case into a folder of its own. */
async function prepare(
  workspace: RehearsalWorkspace,
  { stack, config, edit }: ReviewCase,
  folder: string,
): Promise<string> {
  const from = await stackFolder(workspace, stack, config, folder);
  const target = path.join(folder, 'stack');
  await cp(from, target, { recursive: true, verbatimSymlinks: true });
  const file = path.join(target, 'cdk.tf.json');
  const json = JSON.parse(await readFile(file, 'utf8')) as StackJson;
  const edited = edit?.(json) ?? json;
  await writeFile(file, JSON.stringify(edited));
  workspace.providers.offer(typesOf([{ json: edited }]));
  return target;
}

async function stackFolder(
  workspace: RehearsalWorkspace,
  stack: string,
  config: object | undefined,
  folder: string,
): Promise<string> {
  const deployed = workspace.stacks.find(({ name }) => name === stack)?.folder;
  if (config === undefined && deployed !== undefined) return deployed;
  const output = `${folder}.out`;
  const configFile = `${folder}.json`;
  await writeFile(configFile, JSON.stringify(config ?? PLATFORM));
  const stacks = await synthesize({ paths, env: { ...workspace.env, PLATFORM_CONFIG: configFile }, output });
  const found = stacks.find(({ name }) => name === stack)?.folder;
  if (found === undefined) throw new Error(`the app wrote no stack ${stack}`);
  return found;
}
