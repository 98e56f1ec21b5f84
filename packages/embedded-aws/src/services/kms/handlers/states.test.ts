import { DescribeKeyCommand, DisableKeyCommand, EnableKeyCommand, KMSClient } from '@aws-sdk/client-kms';

import { createKey } from '../../../testing/create-key';
import { useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

test('a key is disabled and enabled by its ARN, and by its id', async () => {
  const kms = fixture.client(KMSClient);
  const arn = await createKey(fixture);
  const id = arn.split('/')[1];
  const state = async (): Promise<string | undefined> =>
    (await kms.send(new DescribeKeyCommand({ KeyId: arn }))).KeyMetadata?.KeyState;
  await kms.send(new DisableKeyCommand({ KeyId: arn }));
  expect(await state()).toBe('Disabled');
  await kms.send(new EnableKeyCommand({ KeyId: id }));
  expect(await state()).toBe('Enabled');
});
