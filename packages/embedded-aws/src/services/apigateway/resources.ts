import { APIGatewayClient, GetRestApisCommand } from '@aws-sdk/client-api-gateway';

import type { ListResources } from '../../gateway/service';

/** How the resources of the service are listed. */
export const API_GATEWAY_RESOURCES: Readonly<Record<string, ListResources>> = {
  'REST API': async (settings) =>
    (await new APIGatewayClient(settings).send(new GetRestApisCommand({}))).items?.map(({ name }) => name) ?? [],
};
