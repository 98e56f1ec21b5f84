import { APIGatewayClient, GetAccountCommand, UpdateAccountCommand } from '@aws-sdk/client-api-gateway';

import { useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

test('the role that writes logs of an account is set and taken away', async () => {
  const client = fixture.client(APIGatewayClient);
  const value = 'arn:aws:iam::210987654321:role/api-gateway-logs';
  await client.send(
    new UpdateAccountCommand({ patchOperations: [{ op: 'replace', path: '/cloudwatchRoleArn', value }] }),
  );
  const account = await client.send(new GetAccountCommand({}));
  expect(account).toMatchObject({ cloudwatchRoleArn: value, throttleSettings: { burstLimit: 5000, rateLimit: 10000 } });
  await client.send(
    new UpdateAccountCommand({ patchOperations: [{ op: 'replace', path: '/cloudwatchRoleArn', value: '' }] }),
  );
  expect((await client.send(new GetAccountCommand({}))).cloudwatchRoleArn).toBeFalsy();
});
