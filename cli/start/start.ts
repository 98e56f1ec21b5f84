import path from 'node:path';
import { loadPlatform } from '../../config/load';
import type { Platform } from '../../config/types';
import { installMoto } from 'embedded-aws/moto/install';
import { UserError } from '../errors';
import { decideBy, type Approver } from '../rehearse/approvals';
import type { PlannedPush } from '../rehearse/push-plan';
import { renderPush } from '../rehearse/push-summary';
import { replayDeliveries } from '../rehearse/replay-deliveries';
import { rehearsePush, type PushReport } from '../rehearse/rehearse-push';
import { findTerraform, type Terraform } from 'plan-review/terraform/find-terraform';
import type { Step } from '../progress';
import { configFileOf, venvOf, type Environment, type ProjectPaths } from '../project';
import { stateLocation } from '../stacks/manifest';
import { readState } from '../state/state';
import { synthesize } from '../synth/synthesize';
import { deployAll } from './deploy-all';
import { RehearsalWorkspace } from './rehearsal-workspace';
import { requireNoRemainingResources } from './require-no-remaining-resources';
import { startRehearsal, type Rehearsal } from './rehearsal';
import { rehearsalEnvironment, rehearsalVariables, type RehearsalAddress } from './rehearsal-environment';
import { requireNoChanges } from './require-no-changes';
import { reattachedWith } from '../terraform/shared-providers/reattach';
import type { SharedAwsProviders } from '../terraform/shared-providers/shared-aws-providers';
import { closeRunFolder, openRunFolder } from './run-folder';
import { readBytes, requireSameBytes } from './same-bytes';
import { renderSummary } from './summary';
import { tearDown } from './tear-down';

/** The options of `npm start`. */
export interface StartOptions {
  readonly paths: ProjectPaths;
  readonly env: Environment;
  readonly step: Step;
  /** Takes results, a paragraph at a time. */
  readonly print: (text: string) => void;
  /** Added to the environment of builds and containers, as `env` has it already. */
  readonly mark: Readonly<Record<string, string>>;
  /** What is pushed once all is deployed. @param scratch folder of this run */
  readonly pushes: (platform: Platform, scratch: string) => Promise<readonly PlannedPush[]>;
  /** Who decides on the approvals that pipelines wait for. */
  readonly approver: Approver;
  /** Destroys everything in the end and requires that nothing is left. */
  readonly destroys: boolean;
  /**
   * Called once all is done, or something failed; the embedded AWS ends when this resolves. @default it ends at once
   */
  readonly keep?: KeepRunning | undefined;
}

/** How to use an embedded AWS that stays running. */
export interface RunningRehearsal {
  /** What points other programs at it. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where the synthesized stacks are. */
  readonly folder: string;
  /** What went wrong. @default nothing */
  readonly error?: unknown;
}

/** Waits as long as an embedded AWS is to stay up. */
export type KeepRunning = (kept: RunningRehearsal) => Promise<void>;

/** The options, once it is known what is pushed. */
type Options = Omit<StartOptions, 'pushes'> & { readonly pushes: readonly PlannedPush[] };

/**
 * Deploys every stack of the config to an embedded AWS and GitHub with the real CDKTF CLI, pushes commits through the
 * pipelines, and requires that a plan then finds nothing to do and that the deployed bytes are those of `npm run
 * synth`.
 * @throws UserError, ConfigError or RehearsalError if any of that does not hold
 */
export async function start(options: StartOptions): Promise<void> {
  const { paths, env, step } = options;
  const platform = loadPlatform(configFileOf(env));
  const terraform = await findTerraform(env, paths.root);
  const folder = await openRunFolder(paths.work);
  const pushes = await options.pushes(platform, path.join(folder, 'sources'));
  const python = await step('Set up the embedded AWS', (onProgress) =>
    installMoto({ directory: venvOf(paths), onProgress }),
  );
  const rehearsal = await step('Start the embedded AWS and GitHub', () =>
    startRehearsal({ platform, python, folder, mark: options.mark }),
  );
  try {
    await rehearse({ ...options, pushes }, platform, terraform, folder, rehearsal);
  } finally {
    await rehearsal.close();
  }
  await closeRunFolder(folder);
}

async function rehearse(
  options: Options,
  platform: Platform,
  terraform: Terraform,
  folder: string,
  rehearsal: Rehearsal,
): Promise<void> {
  const { paths, step, destroys } = options;
  const env = rehearsalEnvironment(options.env, rehearsal.address);
  const workspace = await step('Synthesize', () => RehearsalWorkspace.of({ paths, platform, terraform, folder, env }));
  try {
    await deployPushAndKeep(options, platform, workspace, rehearsal);
    if (!destroys) return;
    await tearDown(workspace, step);
  } finally {
    workspace.close();
  }
  await step('Replay the pushes to the deleted webhooks: refused', () => replayDeliveries(rehearsal.github));
  await step('Look for remaining resources: none', () => requireNoRemainingResources(rehearsal));
}

/** The address, with AWS providers that run already. */
function withProviders(address: RehearsalAddress, { reattach }: SharedAwsProviders): RehearsalAddress {
  return { ...address, reattach: reattachedWith(address.reattach, reattach) };
}

/** Deploys and pushes, and leaves all of it up as long as it is to stay, after a failure too. */
async function deployPushAndKeep(
  options: Options,
  platform: Platform,
  workspace: RehearsalWorkspace,
  rehearsal: Rehearsal,
): Promise<void> {
  const keep = async (error?: unknown): Promise<void> => {
    // What is changed and planned meanwhile may have any type.
    workspace.providers.offerAll();
    const address = withProviders(rehearsal.address, workspace.providers);
    await options.keep?.({
      variables: rehearsalVariables(address),
      folder: workspace.output,
      ...(error !== undefined && { error }),
    });
  };
  try {
    await deployAndPush(options, platform, workspace, rehearsal);
  } catch (error) {
    await keep(error);
    throw error;
  }
  await keep();
}

async function deployAndPush(
  options: Options,
  platform: Platform,
  workspace: RehearsalWorkspace,
  rehearsal: Rehearsal,
): Promise<void> {
  const { step, print } = options;
  const seconds = await deployAll(workspace, step);
  await step('Compare with npm run synth: the same bytes', () => compareWithSynth(workspace, options));
  const reports = await pushAll(options, platform, workspace, rehearsal);
  await step('Plan every stack again: no changes', (report) =>
    requireNoChanges(workspace.stacks, workspace.terraform, report),
  );
  print(await summaryOf(workspace, rehearsal, seconds, reports));
}

/** Pushes what is to be pushed, one after the other. */
async function pushAll(
  { step, pushes, approver }: Options,
  platform: Platform,
  workspace: RehearsalWorkspace,
  rehearsal: Rehearsal,
): Promise<PushReport[]> {
  const reports: PushReport[] = [];
  for (const push of pushes) {
    const report = await rehearsePush({ ...push, platform, workspace, rehearsal, step, decide: decideBy(approver) });
    reports.push(report);
  }
  return reports;
}

/** Synthesizes once more without any setting of the rehearsal. */
async function compareWithSynth(workspace: RehearsalWorkspace, { paths, env }: Options): Promise<void> {
  const again = await synthesize({ paths, env, output: workspace.file('synthesized-again') });
  requireSameBytes(await readBytes(workspace.stacks), await readBytes(again));
}

async function summaryOf(
  { stacks, env }: RehearsalWorkspace,
  { github }: Rehearsal,
  seconds: ReadonlyMap<string, number>,
  reports: readonly PushReport[],
): Promise<string> {
  const deployed = stacks.map(async (stack) => {
    const state = await readState(stateLocation(stack), env);
    if (state === undefined) throw new UserError(`Stack ${stack.name} left no state.`);
    return { stack, state, seconds: seconds.get(stack.name) };
  });
  const webhooks = github.hooks().map(({ repository, events, config }) => ({
    repository: `${repository.owner}/${repository.name}`,
    url: config.url,
    events,
  }));
  return [renderSummary(await Promise.all(deployed), webhooks), ...reports.map(renderPush)].join('\n\n');
}
