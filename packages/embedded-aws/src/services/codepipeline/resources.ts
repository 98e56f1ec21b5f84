import { CodePipelineClient, ListPipelinesCommand, ListWebhooksCommand } from '@aws-sdk/client-codepipeline';

import type { ListResources } from '../../gateway/service';

/** How the resources of the service are listed. */
export const CODEPIPELINE_RESOURCES: Readonly<Record<string, ListResources>> = {
  pipeline: async (settings) =>
    (await new CodePipelineClient(settings).send(new ListPipelinesCommand({}))).pipelines?.map(({ name }) => name) ??
    [],
  webhook: async (settings) =>
    (await new CodePipelineClient(settings).send(new ListWebhooksCommand({}))).webhooks?.map(
      ({ definition }) => definition?.name,
    ) ?? [],
};
