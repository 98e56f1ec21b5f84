import { actionReports } from './action-reports';
import { approvals } from './approvals';
import { creations, deletions } from './creations';
import { deliveries } from './deliveries';
import { executionReports } from './execution-reports';
import { executions } from './executions';
import { oauthTokens } from './oauth-tokens';
import { pipelineState } from './pipeline-state';
import { pipelines } from './pipelines';
import { retries } from './retries';
import { thirdParty } from './third-party';
import { timestamps } from './timestamps';
import { transitions } from './transitions';
import { webhookTags } from './webhook-tags';
import { keptWebhooks, putWebhook } from './webhooks';

export { webhooks } from './webhook';

/** What moto lacks of CodePipeline. */
export const CODEPIPELINE_HANDLERS = [
  actionReports,
  approvals,
  creations,
  deletions,
  deliveries,
  executionReports,
  executions,
  oauthTokens,
  pipelineState,
  pipelines,
  retries,
  thirdParty,
  timestamps,
  transitions,
  webhookTags,
  keptWebhooks,
  putWebhook,
];
