import { promisify } from 'node:util';
import { credentials, makeGenericClientConstructor, type Client } from '@grpc/grpc-js';
import { providerProtocol } from './protocol';
import { startGithubProvider, type GithubProviderStandIn } from './start';
import { fromDynamic, toDynamic, type DynamicValue } from './value';
import { webhookValue } from './webhook';

let provider: GithubProviderStandIn;
let client: Client;

beforeAll(async () => {
  provider = await startGithubProvider({ apiUrl: 'http://127.0.0.1:8080' });
  const Provider = makeGenericClientConstructor(providerProtocol(), 'Provider');
  client = new Provider(endpoint().Addr.String, credentials.createInsecure());
});

afterAll(() => {
  client.close();
  provider.close();
});

interface Endpoint {
  readonly Pid: number;
  readonly Addr: { readonly String: string };
}

function endpoint(address = 'registry.terraform.io/integrations/github'): Endpoint {
  const endpoints = JSON.parse(provider.reattach) as Record<string, Endpoint>;
  return endpoints[address] ?? { Pid: 0, Addr: { String: '' } };
}

async function call(method: string, request: object): Promise<unknown> {
  const methods = client as unknown as Record<string, (request: object, done: () => void) => void>;
  return promisify((done: () => void) => methods[method]?.call(client, request, done))();
}

describe('the service of the plugin protocol', () => {
  test('Terraform and OpenTofu are pointed to the same server, in this process', () => {
    expect(endpoint().Pid).toBe(process.pid);
    expect(endpoint('registry.opentofu.org/integrations/github')).toEqual(endpoint());
  });

  test('a bug fails the call with its stack trace', async () => {
    const state = toDynamic(webhookValue.parse({ id: '1', repository: 'shop' }));

    await expect(call('ReadResource', { current_state: state })).rejects.toThrow(
      /^13 INTERNAL: Error: 127\.0\.0\.1:\d+ asks for a webhook before it has configured the provider\n +at /,
    );
  });

  test('a state of the current version is taken over; attributes that came later or went are no obstacle', async () => {
    const json = Buffer.from(JSON.stringify({ id: '1', repository: 'shop', gone: true }));
    const reply = (await call('UpgradeResourceState', { version: 1, raw_state: { json } })) as {
      upgraded_state: DynamicValue;
    };

    expect(fromDynamic(webhookValue, reply.upgraded_state)).toEqual({
      active: null,
      configuration: [],
      etag: null,
      events: null,
      id: '1',
      repository: 'shop',
      url: null,
    });
  });

  test('a state of another version is refused', async () => {
    const reply = await call('UpgradeResourceState', { version: 0, raw_state: { json: Buffer.from('{}') } });

    expect(reply).toMatchObject({
      diagnostics: [
        {
          severity: 'ERROR',
          summary: 'State of github_repository_webhook has schema version 0, known is 1',
          detail:
            'The state was written by another major version of the provider. Apply it once with the real provider.',
        },
      ],
    });
  });

  test('Stop is answered', async () => {
    expect(await call('Stop', {})).toEqual({ Error: '' });
  });
});
