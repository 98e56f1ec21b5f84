import { CodeBuildClient, ListProjectsCommand } from '@aws-sdk/client-codebuild';

import type { ListResources } from '../../gateway/service';

/** How the resources of the service are listed. */
export const CODEBUILD_RESOURCES: Readonly<Record<string, ListResources>> = {
  'build project': async (settings) =>
    (await new CodeBuildClient(settings).send(new ListProjectsCommand({}))).projects ?? [],
};
