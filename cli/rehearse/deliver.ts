import { setTimeout as wait } from 'node:timers/promises';
import type { Delivery } from 'embedded-aws/github/webhooks/delivery';
import { pushFolder } from 'embedded-aws/github/git/push-folder';
import { UserError } from '../errors';
import type { Step } from '../progress';
import type { Rehearsal } from '../start/rehearsal';
import { actionLog } from './action-log';
import { followExecution, type FollowOptions } from './follow';
import { PipelineWatch } from './pipeline-watch';
import { describeResponse } from './webhook-checks';

/** How long a pushed commit may take to start its pipeline, in milliseconds. */
const START_LIMIT_MS = 5_000;

/** How often the pipeline is looked at until then, in milliseconds. */
const POLL_MS = 200;

/** One push, and what it goes through. */
export interface DeliverOptions {
  readonly rehearsal: Pick<Rehearsal, 'aws' | 'github' | 'address' | 'scratch'>;
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

/** A commit that was delivered. */
export interface DeliveredCommit {
  /** Id of the commit. */
  readonly sha: string;
  /** What GitHub told the webhooks of the repository. */
  readonly deliveries: readonly Delivery[];
  readonly watch: PipelineWatch;
}

/**
 * Pushes a folder to the embedded GitHub and follows the pipeline until the commit is delivered.
 * @throws RehearsalError if it cannot be pushed
 * @throws UserError if no pipeline starts, or it does not succeed
 */
export async function deliver(options: DeliverOptions): Promise<DeliveredCommit> {
  const { rehearsal, step, pipelineName, decide } = options;
  const { settings } = rehearsal.aws;
  const watch = new PipelineWatch(settings, pipelineName);
  const { sha, deliveries, executionId } = await step(`Push ${options.repository} to GitHub`, () =>
    push(options, watch),
  );
  await followExecution({ watch, executionId, step, decide, logOf: (action) => actionLog(settings, action) });
  return { sha, deliveries, watch };
}

/** A commit that was pushed, and the execution that it started. */
type Started = Omit<DeliveredCommit, 'watch'> & { readonly executionId: string };

async function push(
  { rehearsal: { github, address, scratch }, owner, repository, branch, folder, message, pipelineName }: DeliverOptions,
  watch: PipelineWatch,
): Promise<Started> {
  const before = await watch.executions();
  const delivered = github.deliveries().length;
  const { sha } = await pushFolder(github, {
    owner,
    repository,
    token: address.githubToken,
    branch,
    folder,
    message,
    scratch,
  });
  await github.settled();
  const deliveries = github.deliveries().slice(delivered);
  const deadline = Date.now() + START_LIMIT_MS;
  do {
    const executionId = (await watch.executions()).findLast((id) => !before.includes(id));
    if (executionId !== undefined) return { sha, deliveries, executionId };
    await wait(POLL_MS);
  } while (deliveries.some(({ response }) => response.status === 'OK') && Date.now() < deadline);
  const answers = deliveries.map(describeDelivery);
  throw new UserError(
    [`Commit ${sha} was pushed to ${branch} of ${owner}/${repository}, but ${pipelineName} did not start.`]
      .concat(answers.length === 0 ? ['No webhook is registered for the push.'] : answers)
      .join('\n'),
    hintOf(deliveries, branch),
  );
}

function hintOf(deliveries: readonly Delivery[], branch: string): string {
  const refused = deliveries.find(({ response }) => response.status !== 'OK')?.response.statusCode;
  if (refused === 403) return 'The secret at GitHub is not the one of the webhook: deploy the pipeline stack again.';
  if (refused !== undefined || deliveries.length === 0) return 'Deploy the pipeline stack: it registers the webhook.';
  return `The webhook ignores pushes to ${branch}: push to the branch of the service, or name this one in the config.`;
}

/** What GitHub told a webhook, and what that answered. */
export function describeDelivery({ event, request, response }: Delivery): string {
  return `GitHub delivered ${event.name} to ${request.url}: ${describeResponse(response)}`;
}
