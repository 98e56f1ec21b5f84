import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';

import type { ListResources } from '../../gateway/service';

/** How the resources of the service are listed. */
export const IAM_RESOURCES: Readonly<Record<string, ListResources>> = {
  role: async (settings) =>
    (await new IAMClient(settings).send(new ListRolesCommand({}))).Roles?.map(({ RoleName }) => RoleName) ?? [],
};
