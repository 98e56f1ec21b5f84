import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inParallel } from '../../../../cli/in-parallel';
import { captureSuccess } from '../../../../cli/processes/run';
import { synthesize } from '../../../../cli/synth/synthesize';
import type { RehearsalWorkspace } from '../../../../cli/start/rehearsal-workspace';
import type { StackJson } from '../../../../cli/stacks/manifest';
import type { Environment } from '../../../../cli/project';
import { attachAwsProvider, type AttachedProvider } from '../attached-provider';
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

/** A working directory that is planned. */
interface Target {
  readonly reviewCase: ReviewCase;
  readonly folder: string;
}

/** Plans at a time: each takes about a processor. */
const LANES = 2;

/** Plans every case against what is deployed. @returns by the title of the case; an error where Terraform failed */
export async function planCases(
  workspace: RehearsalWorkspace,
  cases: readonly ReviewCase[],
): Promise<ReadonlyMap<string, PlannedCase | Error>> {
  const targets: Target[] = [];
  for (const [index, reviewCase] of cases.entries())
    targets.push({ reviewCase, folder: await prepare(workspace, reviewCase, workspace.file(`case-${index}`)) });
  const lanes = Array.from({ length: LANES }, (_, lane) => targets.filter((__, index) => index % LANES === lane));
  const planned = await inParallel(lanes, LANES, (lane) => planLane(workspace, lane));
  return new Map(planned.flat());
}

/** Plans one after the other with one provider: it is configured anew for each stack, so no two can share it. */
async function planLane(
  workspace: RehearsalWorkspace,
  targets: readonly Target[],
): Promise<[string, PlannedCase | Error][]> {
  const [deployed] = workspace.stacks;
  const provider = await attachAwsProvider(deployed?.folder ?? '', workspace.env);
  try {
    const env = withProvider(workspace.env, provider);
    const planned: [string, PlannedCase | Error][] = [];
    for (const { reviewCase, folder } of targets)
      planned.push([reviewCase.title, await attempt(() => plan(workspace, reviewCase, folder, env))]);
    return planned;
  } finally {
    provider.close();
  }
}

/** One case that fails does not take the others along. */
async function attempt(action: () => Promise<PlannedCase>): Promise<PlannedCase | Error> {
  return action().catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
}

function withProvider(env: Environment, { reattach }: AttachedProvider): Environment {
  const others = JSON.parse(env['TF_REATTACH_PROVIDERS'] ?? '{}') as object;
  return { ...env, TF_REATTACH_PROVIDERS: JSON.stringify({ ...others, ...reattach }) };
}

async function plan(
  { terraform }: RehearsalWorkspace,
  { title, stack, args = [] }: ReviewCase,
  folder: string,
  env: Environment,
): Promise<PlannedCase> {
  const run = async (...command: string[]): Promise<string> =>
    (
      await captureSuccess(`${command[0] ?? ''} of ${stack} for ${title}`, terraform.binary, command, {
        cwd: folder,
        env,
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
  if (edit !== undefined) await writeFile(file, JSON.stringify(edit(json)));
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
