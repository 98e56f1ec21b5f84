import { deliveries } from './deliveries';
import { executions } from './executions';
import { oauthTokens } from './oauth-tokens';
import { pipelines } from './pipelines';
import { thirdParty } from './third-party';
import { timestamps } from './timestamps';
import { webhookTags } from './webhook-tags';
import { keptWebhooks, putWebhook } from './webhooks';

export { webhooks } from './webhook';

/** What moto lacks of CodePipeline. */
export const CODEPIPELINE_GAPS = [
  deliveries,
  executions,
  oauthTokens,
  pipelines,
  thirdParty,
  timestamps,
  webhookTags,
  keptWebhooks,
  putWebhook,
];
