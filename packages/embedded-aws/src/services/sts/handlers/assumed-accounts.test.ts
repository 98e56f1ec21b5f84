import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { CreateClusterCommand, ECSClient } from '@aws-sdk/client-ecs';

import { useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

const OTHER_ACCOUNT = '333333333333';

async function assumeRole(): Promise<{ accessKeyId: string; secretAccessKey: string; sessionToken: string }> {
  const { Credentials } = await fixture
    .client(STSClient)
    .send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${OTHER_ACCOUNT}:role/deployer`, RoleSessionName: 'test' }));
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}

test('calls with the credentials of an assumed role act in the account of that role', async () => {
  const settings = { ...fixture.settings(), credentials: await assumeRole() };
  const identity = await new STSClient(settings).send(new GetCallerIdentityCommand({}));
  const { cluster } = await new ECSClient(settings).send(new CreateClusterCommand({ clusterName: 'main' }));

  expect(identity.Account).toBe(OTHER_ACCOUNT);
  expect(identity.Arn).toBe(`arn:aws:sts::${OTHER_ACCOUNT}:assumed-role/deployer/test`);
  expect(cluster?.clusterArn).toBe(`arn:aws:ecs:eu-central-1:${OTHER_ACCOUNT}:cluster/main`);
});
