import path from 'node:path';

import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';

import { useDocker } from '../testing/docker';
import { ACCOUNT, REGION, useEmbeddedAws } from '../testing/embedded-aws';

const REGISTRY = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;

const fixture = useEmbeddedAws();
const { docker } = useDocker(() => ({ AWS_ENDPOINT_URL: fixture.aws.endpoint }));

test('an example is built, pushed, pulled by its digest, and answers until it is stopped', async () => {
  const ecr = fixture.client(ECRClient);
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'hello' }));
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}));
  const token = Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64').toString();
  await docker(['login', '-u', 'AWS', '--password-stdin', REGISTRY], { input: token.slice('AWS:'.length) });
  const source = path.join(__dirname, '..', '..', '..', '..', 'examples', 'hello');
  const { status, output } = await docker(['buildx', 'build', '-t', `${REGISTRY}/hello:1`, '--push', source]);
  expect(status).toBe(0);

  const [, digest = ''] = /digest: (sha256:\w+)/.exec(output) ?? [];
  const { containers } = fixture.aws.runtime;
  const image = await containers.pull(`${REGISTRY}/hello@${digest}`, fixture.settings());
  expect(image.digest).toBe(digest);
  const { onLine, first } = firstLine();
  const environment = { PORT: '80' };
  const container = await containers.start({ image, environment, containerPorts: [80], onOutput: onLine });
  const port = container.loopbackPorts.get(80) ?? 0;
  expect(JSON.parse(await first)).toEqual({ message: 'listening', port });
  const response = await fetch(`http://127.0.0.1:${port}/hello`, { headers: { connection: 'close' } });
  expect(await response.json()).toEqual({ hello: 'world' });
  await container.stop(20_000);
  expect(await container.exited).toEqual({ exitCode: 0 });
});

/** Hears what is printed first. */
function firstLine(): { onLine: (line: string) => void; first: Promise<string> } {
  let onLine: (line: string) => void = () => undefined;
  const first = new Promise<string>((resolve) => {
    onLine = resolve;
  });
  return { onLine, first };
}
