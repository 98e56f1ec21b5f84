import { connect as connectHttp2, type ClientHttp2Stream } from 'node:http2';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { Client, credentials, status } from '@grpc/grpc-js';
import { SharedAwsProviders } from '../../../../../cli/terraform/shared-providers/shared-aws-providers';

const PROGRAM = path.join(__dirname, '../../../../fixtures/providers/provider.mjs');

/** A provider's answer with the schemas of two resources. Source: tfplugin5.proto. */
const SCHEMAS = {
  aws_ecs_service: entry('aws_ecs_service'),
  aws_sqs_queue: entry('aws_sqs_queue'),
};

/** An entry of field 2, a map: its key is field 1. */
function entry(key: string): Buffer {
  return Buffer.concat([Buffer.of(0x12, key.length + 2, 0x0a, key.length), Buffer.from(key)]);
}

function addressOf({ reattach }: SharedAwsProviders): string {
  const [connection] = Object.values(reattach) as readonly { readonly Addr: { readonly String: string } }[];
  return connection?.Addr.String ?? '';
}

describe('AWS providers that Terraform commands share', () => {
  let providers: SharedAwsProviders;
  const clients: Client[] = [];

  beforeEach(async () => {
    const schemas = Buffer.concat(Object.values(SCHEMAS)).toString('hex');
    providers = await SharedAwsProviders.open(PROGRAM, { ...process.env, PROVIDER_SCHEMAS: schemas });
  });

  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
    providers.close();
  });

  /** A connection, as each command of Terraform has some. */
  const connect = (): Client => {
    const alone = { 'grpc.use_local_subchannel_pool': 1 };
    const client = new Client(addressOf(providers), credentials.createInsecure(), alone);
    clients.push(client);
    return client;
  };

  const call = async (client: Client, name: string, message = ''): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const same = (bytes: Buffer): Buffer => bytes;
      client.makeUnaryRequest(name, same, same, Buffer.from(message), (error, answer) => {
        if (error) reject(error);
        else resolve(answer ?? Buffer.alloc(0));
      });
    });

  /** The process id of the provider that a connection has. */
  const providerOf = async (client: Client): Promise<number> =>
    parseInt((await call(client, '/tfplugin5.Provider/Configure')).toString(), 10);

  /** It takes a moment until the other side knows that a connection has ended. */
  const close = async (client: Client): Promise<void> => {
    client.close();
    await setTimeout(200);
  };

  it('are named for Terraform and for OpenTofu, and are ended by neither', () => {
    expect(Object.keys(providers.reattach)).toEqual([
      'registry.terraform.io/hashicorp/aws',
      'registry.opentofu.org/hashicorp/aws',
    ]);
    expect(Object.values(providers.reattach)).toEqual(
      Array(2).fill(expect.objectContaining({ Protocol: 'grpc', ProtocolVersion: 5, Test: true })),
    );
  });

  it('answer what they are asked', async () => {
    const answer = await call(connect(), '/tfplugin5.Provider/PlanResourceChange', 'a queue');
    expect(answer.toString()).toMatch(/^\d+ a queue$/);
  });

  it('fail with their own words', async () => {
    const failed = call(connect(), '/tfplugin5.Provider/Fail');
    await expect(failed).rejects.toMatchObject({ code: status.FAILED_PRECONDITION, details: 'not now' });
  });

  it('offer the schemas of the types that are needed, and of more when more are', async () => {
    const schemas = async (): Promise<Buffer> => call(connect(), '/tfplugin5.Provider/GetSchema');
    expect(await schemas()).toEqual(Buffer.alloc(0));
    providers.offer(['aws_sqs_queue']);
    expect(await schemas()).toEqual(SCHEMAS.aws_sqs_queue);
    providers.offerAll();
    expect(await schemas()).toEqual(Buffer.concat([SCHEMAS.aws_ecs_service, SCHEMAS.aws_sqs_queue]));
  });

  it('are one for each connection, for a provider has one configuration', async () => {
    const [one, other] = [connect(), connect()];
    const [first, second] = await Promise.all([providerOf(one), providerOf(other)]);
    expect(first).not.toBe(second);
    expect(await providerOf(one)).toBe(first);
  });

  it('answer the checks of what is written together, for these need no configuration', async () => {
    const check = async (): Promise<string> =>
      (await call(connect(), '/tfplugin5.Provider/ValidateResourceTypeConfig')).toString();
    const [one, other] = await Promise.all([check(), check()]);
    expect(one).toBe(other);
    expect((await call(connect(), '/tfplugin5.Provider/Stop')).toString()).toBe('');
    expect(await check()).toBe(one);
  });

  it('are said to have ended where they end in the middle of a call', async () => {
    const client = connect();
    const provider = await providerOf(client);
    const waiting = call(client, '/tfplugin5.Provider/Wait');
    await setTimeout(100);
    process.kill(provider, 'SIGKILL');
    await expect(waiting).rejects.toMatchObject({ code: status.UNAVAILABLE });
    expect(await providerOf(connect())).not.toBe(provider);
  });

  it('outlive a Terraform that is killed in the middle of a call', async () => {
    const terraform = connectHttp2(`http://${addressOf(providers)}`);
    const headers = { ':method': 'POST', ':path': '/tfplugin5.Provider/Wait', 'content-type': 'application/grpc' };
    terraform.request(headers).on('error', () => undefined);
    await setTimeout(100);
    terraform.destroy();
    expect((await call(connect(), '/tfplugin5.Provider/PlanResourceChange', 'a queue')).toString()).toContain(
      'a queue',
    );
  });

  it('are not used again after a Terraform was killed in the middle of a call', async () => {
    const terraform = connectHttp2(`http://${addressOf(providers)}`);
    const begin = (name: string): ClientHttp2Stream => {
      const headers = { ':method': 'POST', ':path': `/tfplugin5.Provider/${name}`, 'content-type': 'application/grpc' };
      return terraform.request(headers).on('error', () => undefined);
    };
    const configured = begin('Configure');
    configured.end(Buffer.alloc(5));
    const answer = (await buffer(configured)).subarray(5).toString();
    begin('Wait');
    await setTimeout(100);
    terraform.destroy();
    await setTimeout(200);
    expect(await providerOf(connect())).not.toBe(parseInt(answer, 10));
  });

  it('name a provider as the process that Terraform may kill, not the command that runs it', () => {
    const [connection] = Object.values(providers.reattach) as readonly { readonly Pid: number }[];
    expect(connection?.Pid).not.toBe(process.pid);
  });

  it('are used again when a connection has ended', async () => {
    const one = connect();
    const first = await providerOf(one);
    await close(one);
    expect(await providerOf(connect())).toBe(first);
  });

  it('are not used again after Terraform told them to stop', async () => {
    const one = connect();
    const first = await providerOf(one);
    await call(one, '/tfplugin5.Provider/Stop');
    await close(one);
    expect(await providerOf(connect())).not.toBe(first);
    expect(() => process.kill(first, 0)).toThrow('ESRCH');
  });

  it('lack the services of plugins that Terraform can do without', async () => {
    await expect(call(connect(), '/plugin.GRPCStdio/StreamStdio')).rejects.toMatchObject({
      code: status.UNIMPLEMENTED,
    });
  });

  it('end together', async () => {
    const [one, other] = [connect(), connect()];
    const ids = await Promise.all([providerOf(one), providerOf(other)]);
    providers.close();
    await setTimeout(200);
    for (const id of ids) expect(() => process.kill(id, 0)).toThrow('ESRCH');
  });
});

describe('a provider that does not start', () => {
  it('is said to have ended', async () => {
    await expect(SharedAwsProviders.open('/bin/true', {})).rejects.toThrow('The provider ended before');
  });
});
