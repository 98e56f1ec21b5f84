import { setTimeout as wait } from 'node:timers/promises';
import type { Delivery } from '../../rehearsal/github/webhooks/delivery';
import { pushFolder } from '../../rehearsal/github/git/push-folder';
import { UserError } from '../errors';
import type { Step } from '../progress';
import type { Rehearsal } from '../start/rehearsal';
import { buildLog } from './build-log';
import { followExecution, type FollowOptions } from './follow';
import { PipelineWatch } from './pipeline-watch';

/** How long a pushed commit may take to start its pipeline, in milliseconds. */
const START_LIMIT_MS = 30_000;

/** How often the pipeline is looked at until then, in milliseconds. */
const POLL_MS = 200;

/** One push, and what it goes through. */
export interface DeliverOptions {
  readonly rehearsal: Pick<Rehearsal, 'aws' | 'github' | 'address'>;
  /** GitHub user or organization. */
  readonly owner: string;
  readonly repository: string;
  readonly branch: string;
  /** Folder or checkout to push. */
  readonly folder: string;
  /** Message of the commit. */
  readonly message: string;
  /** The pipeline that the push starts. */
  readonly pipelineName: string;
  readonly step: Step;
  readonly decide: FollowOptions['decide'];
}

/**
 * Pushes a folder to the embedded GitHub and follows the pipeline until the commit is delivered.
 * @returns id of the commit
 * @throws RehearsalError if it cannot be pushed
 * @throws UserError if no pipeline starts, or it does not succeed
 */
export async function deliver(options: DeliverOptions): Promise<string> {
  const { rehearsal, step, pipelineName, decide } = options;
  const { settings } = rehearsal.aws;
  const watch = new PipelineWatch(settings, pipelineName);
  const { sha, executionId } = await step(`Push ${options.repository} to GitHub`, () => push(options, watch));
  await followExecution({ watch, executionId, step, decide, logOf: (action) => buildLog(settings, action) });
  return sha;
}

async function push(
  { rehearsal: { github, address }, owner, repository, branch, folder, message, pipelineName }: DeliverOptions,
  watch: PipelineWatch,
): Promise<{ readonly sha: string; readonly executionId: string }> {
  const before = await watch.executions();
  const delivered = github.deliveries().length;
  const { sha } = await pushFolder(github, { owner, repository, token: address.githubToken, branch, folder, message });
  await github.settled();
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    const executionId = (await watch.executions()).find((id) => !before.includes(id));
    if (executionId !== undefined) return { sha, executionId };
    await wait(POLL_MS);
  }
  const answers = github.deliveries().slice(delivered).map(describeDelivery);
  throw new UserError(
    [`Commit ${sha} was pushed to ${branch} of ${owner}/${repository}, but ${pipelineName} did not start.`]
      .concat(answers.length === 0 ? ['No webhook is registered for the push.'] : answers)
      .join('\n'),
  );
}

function describeDelivery({ event, request, response }: Delivery): string {
  return `GitHub delivered ${event.name} to ${request.url}: ${response.statusCode} ${response.status} ${response.body}`;
}
