import type { Deployment, Platform, Service } from '../../config/types';
import { stackIds } from '../../platform/stack-ids';
import type { Delivery } from 'embedded-aws/github/webhooks/delivery';
import { UserError } from '../errors';
import type { Step } from '../progress';
import type { RehearsalWorkspace } from '../start/rehearsal-workspace';
import type { Rehearsal } from '../start/rehearsal';
import { signInNewUser } from './api-user';
import { deliver, type DeliverOptions } from './deliver';
import type { PipelineWatch } from './pipeline-watch';
import { stackOutputs } from './stack-outputs';
import { ask, startTraffic, type Answer, type Headers, type Traffic, type TrafficReport } from './traffic';
import { checkWebhook, type WebhookCheck } from './webhook-checks';

/** A push of one service, on a platform that is deployed. */
export interface RehearsePushOptions {
  readonly platform: Platform;
  readonly workspace: RehearsalWorkspace;
  readonly rehearsal: Rehearsal;
  readonly service: Service;
  /** Folder or checkout with the service's source. */
  readonly folder: string;
  /** Message of the commit. */
  readonly message: string;
  readonly step: Step;
  readonly decide: DeliverOptions['decide'];
}

/** What a push came to, as users of the API saw it. */
export interface PushReport {
  readonly service: string;
  /** Id of the commit. */
  readonly sha: string;
  /** From the push until the last environment ran it, with the time that approvals took. */
  readonly seconds: number;
  /** What GitHub told the webhooks of the repository, and their answers. */
  readonly deliveries: readonly Delivery[];
  /** What the webhooks answered to what must start nothing. */
  readonly webhookChecks: readonly WebhookCheck[];
  /** What is asked for, on the embedded AWS. */
  readonly url: string;
  readonly before: Answer;
  readonly after: Answer;
  /** What a client saw that sent requests all the time. @default the service did not answer 200 before, so no client ran */
  readonly traffic?: TrafficReport;
}

/**
 * Pushes a commit of a service and follows it until it runs in every environment, while a signed-in user goes on using
 * the first environment's API.
 * @throws UserError if it is not delivered, or a request fails while it is
 */
export async function rehearsePush(options: RehearsePushOptions): Promise<PushReport> {
  const { platform, workspace, rehearsal, service, step } = options;
  const { url, headers } = await step('Sign a user up and in', () => openApi(options));
  const before = await ask(url, headers);
  const traffic = before.status === 200 ? startTraffic(url, headers) : undefined;
  const pipeline = await stackOutputs(workspace, stackIds.pipeline(service.name));
  const since = performance.now();
  const { sha, deliveries, watch } = await deliver({
    ...options,
    rehearsal,
    owner: platform.github.owner,
    repository: service.repository,
    branch: service.branch,
    pipelineName: pipeline('pipeline_name'),
  }).finally(() => traffic?.stop());
  const seconds = (performance.now() - since) / 1000;
  const after = await ask(url, headers);
  if (after.status === 0 || after.status >= 500) {
    throw new UserError(`Commit ${sha} was delivered, but GET ${url} answers ${after.status} ${after.body}`);
  }
  const webhookChecks = await step('Deliver it with a wrong secret, and as another branch: nothing starts', () =>
    checkWebhooks(rehearsal, deliveries, watch),
  );
  return {
    service: service.name,
    sha,
    seconds,
    url,
    before,
    after,
    deliveries,
    webhookChecks,
    ...(await endTraffic(traffic)),
  };
}

/** Tries the webhooks that took a push. */
async function checkWebhooks(
  { github }: Rehearsal,
  deliveries: readonly Delivery[],
  watch: PipelineWatch,
): Promise<readonly WebhookCheck[]> {
  const taken = deliveries.filter(({ response }) => response.status === 'OK');
  const webhookChecks: WebhookCheck[] = [];
  for (const delivery of taken) webhookChecks.push(...(await checkWebhook(github, delivery, watch)));
  return webhookChecks;
}

async function openApi({ platform, workspace, rehearsal, service }: RehearsePushOptions): Promise<{
  readonly url: string;
  readonly headers: Headers;
}> {
  const deployment = firstDeployment(platform, service);
  const outputs = await stackOutputs(workspace, stackIds.gateway(deployment.environment));
  const url = `${localUrl(rehearsal.aws.endpoint, outputs('api_url'))}/${deployment.api.path}`;
  if (deployment.api.auth === 'none') return { url, headers: () => Promise.resolve({}) };
  return { url, headers: await signedIn(() => signInNewUser(rehearsal.aws.settings, outputs)) };
}

/** How long a token is used, in milliseconds: one of an hour is valid for two minutes in a rehearsal's time. */
const TOKEN_USE_MS = 45_000;

/** Headers with a token that is renewed before it expires. */
async function signedIn(signIn: () => Promise<string>): Promise<Headers> {
  let token = { value: await signIn(), since: Date.now() };
  return async () => {
    if (Date.now() - token.since > TOKEN_USE_MS) token = { value: await signIn(), since: Date.now() };
    return { authorization: token.value };
  };
}

function firstDeployment(platform: Platform, { name, deployments }: Service): Deployment {
  const [first] = deployments;
  if (first === undefined) throw new UserError(`Service ${name} runs in no environment of ${platform.name}.`);
  return first;
}

/** Where a stage of an API is served here. @param invokeUrl `https://<api>.execute-api.<region>.amazonaws.com/<stage>` */
export function localUrl(endpoint: string, invokeUrl: string): string {
  const { hostname, pathname } = new URL(invokeUrl);
  return `${endpoint}/execute-api/${hostname.split('.', 1)[0] ?? ''}${pathname}`;
}

async function endTraffic(traffic: Traffic | undefined): Promise<{ readonly traffic?: TrafficReport }> {
  if (traffic === undefined) return {};
  const report = await traffic.stop();
  const [first] = report.failures;
  if (first === undefined) return { traffic: report };
  throw new UserError(
    `${report.failures.length} of ${report.requests} requests failed while the new version rolled out; the first with ` +
      `${first.status} ${first.body}`,
  );
}
