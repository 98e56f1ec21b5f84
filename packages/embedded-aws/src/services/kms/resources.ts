import { DescribeKeyCommand, KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import type { ListResources } from '../../gateway/service';

/** How the resources of the service are listed. A key that waits for its deletion counts as destroyed. */
export const KMS_RESOURCES: Readonly<Record<string, ListResources>> = {
  key: async (settings) => {
    const kms = new KMSClient(settings);
    const { Keys = [] } = await kms.send(new ListKeysCommand({}));
    const described = await Promise.all(
      Keys.map(async ({ KeyId }) => (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata),
    );
    kms.destroy();
    return described
      .filter((key) => key?.KeyManager === 'CUSTOMER' && key.KeyState !== 'PendingDeletion')
      .map((key) => key?.KeyId);
  },
};
