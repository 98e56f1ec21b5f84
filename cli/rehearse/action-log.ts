import type { ActionExecutionDetail } from '@aws-sdk/client-codepipeline';
import type { AwsSettings } from 'embedded-aws/gateway/settings';
import { buildLog } from './build-log';
import { deploymentLog } from './deployment-log';

/**
 * What the service that an action works with says of one that did not succeed, or not yet.
 * @returns an empty text if there is nothing to say
 */
export async function actionLog(settings: AwsSettings, action: ActionExecutionDetail): Promise<string> {
  const built = action.status === 'Failed' ? await buildLog(settings, action) : '';
  return built === '' ? deploymentLog(settings, action) : built;
}
