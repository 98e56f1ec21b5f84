import { once } from 'node:events';
import {
  createServer,
  type Http2Server,
  type Http2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { Environment } from '../../project';
import { answer, callOnce, forward, refuse, refuseUnavailable } from './forward';
import { onlySchemasOf } from './offered-schemas';
import type { Reattach } from './reattach';
import { startProvider, type ProviderProcess } from './provider-process';
import { ProviderPool } from './provider-pool';

/** Terraform's and OpenTofu's names of the provider. */
const ADDRESSES = ['registry.terraform.io/hashicorp/aws', 'registry.opentofu.org/hashicorp/aws'];

/** The call for all schemas, in both versions of the protocol. Source: tfplugin5.proto and tfplugin6.proto. */
const SCHEMAS = /^\/tfplugin\d+\.Provider\/Get(Provider)?Schema$/;

/** Tells a provider to give up what it does. */
const STOP = /^\/tfplugin\d+\.Provider\/Stop(Provider)?$/;

/** Services of go-plugin beside that of the provider. Terraform goes on without them. */
const OF_PLUGINS = /^\/(plugin|grpc)\./;

/** A provider that a connection has. */
interface Lease {
  readonly provider: Promise<ProviderProcess>;
  /** Whether it was told to stop. */
  isStopped: boolean;
}

/**
 * AWS providers that run already, for any number of Terraform commands at the same time. Alone, each command starts
 * providers of its own and reads the schemas of all types that AWS has, which takes three seconds of a processor and
 * half a gigabyte. Here a connection of Terraform gets a provider for itself as long as it lasts, and is offered the
 * schemas of the types that the stacks have.
 *
 * The providers have the environment, and so the credentials, that they were started with.
 */
export class SharedAwsProviders {
  readonly #types = new Set<string>();
  readonly #leases = new WeakMap<Http2Session, Lease>();
  readonly #server: Http2Server;
  #schemas: Promise<Buffer> | undefined;
  #offersAll = false;

  private constructor(
    private readonly pool: ProviderPool,
    private readonly protocolVersion: number,
  ) {
    this.#server = createServer();
    this.#server.on('stream', (call, headers) => {
      this.#serve(call, headers).catch((error: unknown) => {
        refuseUnavailable(call, error);
      });
    });
  }

  /**
   * Starts the first provider.
   * @param program path of the provider's executable
   * @param env of the providers
   */
  static async open(program: string, env: Environment): Promise<SharedAwsProviders> {
    const pool = new ProviderPool(() => startProvider(program, env));
    const first = await pool.take();
    pool.giveBack(first);
    const shared = new SharedAwsProviders(pool, first.protocolVersion);
    shared.#server.listen(0, '127.0.0.1');
    await once(shared.#server, 'listening');
    return shared;
  }

  /** Value of TF_REATTACH_PROVIDERS that leads Terraform here, as an object; `terraform init` installs no such provider then. */
  get reattach(): Reattach {
    const connection = {
      Protocol: 'grpc',
      ProtocolVersion: this.protocolVersion,
      Pid: process.pid,
      // Without this Terraform kills the process when it is done.
      Test: true,
      Addr: { Network: 'tcp', String: `127.0.0.1:${(this.#server.address() as AddressInfo).port}` },
    };
    return Object.fromEntries(ADDRESSES.map((address) => [address, connection]));
  }

  /** Offers the schemas of more types: those that a configuration or a state has must be among them. */
  offer(types: Iterable<string>): void {
    for (const type of types) this.#types.add(type);
  }

  /** Offers the schemas of all types: for Terraform commands that may need any of them. */
  offerAll(): void {
    this.#offersAll = true;
  }

  /** Ends all providers; a Terraform that still runs fails. */
  close(): void {
    this.#server.close();
    this.pool.close();
  }

  async #serve(call: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<void> {
    const path = String(headers[':path']);
    if (OF_PLUGINS.test(path)) refuse(call, `There is no ${path}.`);
    else if (SCHEMAS.test(path)) answer(call, await this.#offered(path));
    else forward(call, headers, (await this.#providerOf(call, path)).session);
  }

  async #offered(path: string): Promise<Buffer> {
    const all = await (this.#schemas ??= this.#askForSchemas(path));
    return this.#offersAll ? all : onlySchemasOf(this.#types, all);
  }

  async #askForSchemas(path: string): Promise<Buffer> {
    const provider = await this.pool.take();
    try {
      return await callOnce(provider.session, path);
    } finally {
      this.pool.giveBack(provider);
    }
  }

  /** The provider of a connection, which is its own until it ends. */
  #providerOf({ session }: ServerHttp2Stream, path: string): Promise<ProviderProcess> {
    if (session === undefined) return Promise.reject(new Error('The connection has ended.'));
    const lease = this.#leases.get(session) ?? this.#lend(session);
    if (STOP.test(path)) lease.isStopped = true;
    return lease.provider;
  }

  #lend(session: Http2Session): Lease {
    const lease: Lease = { provider: this.pool.take(), isStopped: false };
    this.#leases.set(session, lease);
    session.on('close', () => {
      lease.provider.then(
        (provider) => {
          // It may be in the middle of something.
          if (lease.isStopped) this.pool.end(provider);
          else this.pool.giveBack(provider);
        },
        () => undefined,
      );
    });
    return lease;
  }
}
