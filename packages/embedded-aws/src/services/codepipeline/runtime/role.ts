import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { ActionDeclaration, PipelineDeclaration } from '@aws-sdk/client-codepipeline';

import { arnOf } from '../../../gateway/arn';
import type { Runtime } from '../../../gateway/runtime';
import type { AwsSettings } from '../../../gateway/settings';
import type { Place } from '../../../gateway/table';
import { withClient } from './with-client';

/**
 * Settings of clients that act as an action's role: the pipeline's, or the one that the pipeline's assumes for it.
 * @throws AwsError `AccessDenied` if the role does not let CodePipeline assume it
 */
export async function actAsRole(
  runtime: Runtime,
  place: Place,
  pipeline: PipelineDeclaration,
  action: ActionDeclaration,
): Promise<AwsSettings> {
  const { region } = place.scope;
  const settings = await runtime.assumeRole({
    roleArn: pipeline.roleArn ?? '',
    service: 'codepipeline.amazonaws.com',
    sourceArn: arnOf(place, 'codepipeline', pipeline.name ?? ''),
    region,
  });
  return action.roleArn === undefined ? settings : assumeFurther(settings, action.roleArn);
}

async function assumeFurther(settings: AwsSettings, roleArn: string): Promise<AwsSettings> {
  const assume = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'codepipeline' });
  const { Credentials } = await withClient(new STSClient(settings), (sts) => sts.send(assume));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return {
    ...settings,
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
  };
}
