import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { GetRandomPasswordCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { localUrl } from '../../cli/rehearse/rehearse-push';
import { stackOutputs } from '../../cli/rehearse/stack-outputs';
import { ask, startTraffic, type Answer } from '../../cli/rehearse/traffic';
import { config } from '../helpers/config';
import { askLoadBalancer } from './helpers/ask-load-balancer';
import { deploySome } from './helpers/deploy-some';
import { plannedChanges } from './helpers/planned-changes';
import { pushService } from './helpers/push-service';
import { quietStep } from './helpers/quiet-step';
import { useRehearsedPlatform } from './helpers/rehearsed-platform';
import { writeSource } from './helpers/sample-source';
import { stackOfItsOwn } from './suites/stack-of-its-own';

/** Time between two looks, in milliseconds. */
const POLL_MS = 500;

const HEADER = 'x-origin-verify';
const api = { auth: 'none' };

const PLATFORM = config({
  environments: { dev: { network: { natGateways: 0 } } },
  services: {
    hello: { repository: 'hello', api },
    orders: { repository: 'orders', api, port: 8080, healthCheck: { path: '/healthz', interval: 10 } },
  },
});

/** What the load balancer answers to a request that no rule takes. */
const REFUSED = { status: 404, body: 'Not Found' };

/** What a service answers that tells the origin header of the request. */
const TELLS_HEADER = (text: string): string => text.replace("'world'", `request.headers['${HEADER}']`);

describe('two services in an environment', () => {
  const deployed = useRehearsedPlatform(async (fileOfRun) => {
    const file = fileOfRun('config.json');
    await writeFile(file, JSON.stringify(PLATFORM));
    return file;
  });
  let seen: string;

  const url = async (path = 'hello'): Promise<string> => {
    const outputs = await stackOutputs(deployed.workspace, 'dev-gateway');
    return `${localUrl(deployed.rehearsal.aws.endpoint, outputs('api_url'))}/${path}`;
  };

  const seenByHello = async (): Promise<string> => {
    const { body } = await ask(await url(), () => Promise.resolve({}));
    return (JSON.parse(body) as { hello: string }).hello;
  };

  const goRoundApi = async (path: string, value: string): Promise<Answer> => {
    const host = (await stackOutputs(deployed.workspace, 'dev-network'))('load_balancer_dns_name');
    return askLoadBalancer({ endpoint: deployed.rehearsal.aws.endpoint, host, path, headers: { [HEADER]: value } });
  };

  const stored = async (Name: string): Promise<string> => {
    const command = new GetParameterCommand({ Name, WithDecryption: true });
    return (await deployed.client(SSMClient).send(command)).Parameter?.Value ?? '';
  };

  /** Puts another value into the parameter of `hello`, as docs/deploying.md says. */
  const putNewSecret = async (): Promise<void> => {
    const made = new GetRandomPasswordCommand({ PasswordLength: 64, ExcludePunctuation: true });
    const { RandomPassword: Value } = await deployed.client(SecretsManagerClient).send(made);
    const Name = '/shop/dev/hello/origin-secret';
    await deployed
      .client(SSMClient)
      .send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }));
  };

  const deploy = (...stacks: string[]): Promise<void> =>
    quietStep(`Deploy ${stacks.join(', ')}`, () => deploySome(deployed.workspace, stacks));

  it('are healthy before their first release, on their ports and with their health checks', async () => {
    for (const name of ['hello', 'orders']) {
      const outputs = await stackOutputs(deployed.workspace, `dev-${name}`);
      const command = new DescribeServicesCommand({ cluster: 'shop-dev', services: [outputs('service_name')] });
      const rollout = async (): Promise<string | undefined> =>
        (await deployed.client(ECSClient).send(command)).services?.[0]?.deployments?.[0]?.rolloutState;
      while ((await rollout()) === 'IN_PROGRESS') await wait(POLL_MS);
      expect(await rollout()).toBe('COMPLETED');
      expect(await ask(await url(`${name}/any/path`), () => Promise.resolve({}))).toMatchObject({ status: 200 });
    }
  });

  it('cannot reach each other with the origin secrets that they see in their requests', async () => {
    await pushService(deployed, await writeSource(deployed.workspace.file('tells-header'), TELLS_HEADER));
    seen = await seenByHello();
    expect(seen).toMatch(/^\w{64}$/);
    expect(await goRoundApi('/hello', seen)).toMatchObject({ status: 200 });
    expect(await goRoundApi('/orders', seen)).toEqual(REFUSED);
    expect(await goRoundApi('/orders', await stored('/shop/dev/orders/origin-secret'))).not.toEqual(REFUSED);
  });

  it('see a secret that no other service has, nor the environment had before', async () => {
    expect(seen).toBe(await stored('/shop/dev/hello/origin-secret'));
    expect(
      new Set([seen, await stored('/shop/dev/orders/origin-secret'), await stored('/shop/dev/origin-secret')]).size,
    ).toBe(3);
  });

  it('get other secrets without a refused request, in the order in which an environment is deployed', async () => {
    const traffic = startTraffic(await url(), () => Promise.resolve({}));
    await putNewSecret();
    await deploy('dev-hello', 'dev-gateway');
    const { requests, failures } = await traffic.stop();
    expect(failures).toEqual([]);
    expect(requests).toBeGreaterThan(10);
    expect(await seenByHello()).toBe(await stored('/shop/dev/hello/origin-secret'));
    expect(await goRoundApi('/hello', seen)).toMatchObject({ status: 200 });
    expect(await goRoundApi('/hello', await stored('/shop/dev/origin-secret'))).toEqual(REFUSED);
    expect(await plannedChanges(deployed.workspace)).toEqual([]);
  });

  it('get other secrets without a refused request, also if the API is deployed before the service', async () => {
    const traffic = startTraffic(await url(), () => Promise.resolve({}));
    await putNewSecret();
    await deploy('dev-gateway');
    await deploy('dev-hello');
    await deploy('dev-gateway');
    expect((await traffic.stop()).failures).toEqual([]);
  });

  it('are not reached with a secret that was changed twice', async () => {
    expect(await seenByHello()).toBe(await stored('/shop/dev/hello/origin-secret'));
    expect(await goRoundApi('/hello', seen)).toEqual(REFUSED);
  });

  stackOfItsOwn(deployed, PLATFORM);
});
