import {
  type ClusterConfiguration,
  CreateClusterCommand,
  DescribeClustersCommand,
  ECSClient,
  UpdateClusterCommand,
} from '@aws-sdk/client-ecs';

import { useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

function configurationWith(kmsKeyId: string, cloudWatchEncryptionEnabled: boolean): ClusterConfiguration {
  const logConfiguration = { cloudWatchLogGroupName: '/ecs/exec', cloudWatchEncryptionEnabled };
  return { executeCommandConfiguration: { kmsKeyId, logging: 'OVERRIDE', logConfiguration } };
}

test('a cluster keeps the key and the log of its sessions, and both are changed', async () => {
  const ecs = fixture.client(ECSClient);
  const described = async (): Promise<ClusterConfiguration | undefined> =>
    (await ecs.send(new DescribeClustersCommand({ clusters: ['shop'], include: ['CONFIGURATIONS'] }))).clusters?.[0]
      ?.configuration;
  const [first, second] = [configurationWith('alias/first', true), configurationWith('alias/second', false)];
  const created = await ecs.send(new CreateClusterCommand({ clusterName: 'shop', configuration: first }));
  expect(created.cluster?.configuration).toEqual(first);
  expect(await described()).toEqual(first);
  await ecs.send(new UpdateClusterCommand({ cluster: 'shop', configuration: second }));
  expect(await described()).toEqual(second);
});
