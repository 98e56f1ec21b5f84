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

/** Gives a provider its configuration. What comes before is the same for all: checks of what is written. */
const CONFIGURE = /^\/tfplugin\d+\.Provider\/Configure(Provider)?$/;

/** Tells a provider to give up what it does. */
const STOP = /^\/tfplugin\d+\.Provider\/Stop(Provider)?$/;

/** A message of which every field has its default. */
const EMPTY = Buffer.alloc(0);

/** Services of go-plugin beside that of the provider. Terraform goes on without them. */
const OF_PLUGINS = /^\/(plugin|grpc)\./;

/** A provider that a connection has. */
interface Lease {
  readonly provider: Promise<ProviderProcess>;
  /** Whether it was told to stop, or a call was given up: it may be in the middle of something. */
  isStopped: boolean;
}

/**
 * AWS providers that run already, for any number of Terraform commands at the same time. Alone, each command starts
 * providers of its own and reads the schemas of all types that AWS has, which takes three seconds of a processor and
 * half a gigabyte. Here a connection of Terraform gets a provider for itself once it configures one, and is offered the
 * schemas of the types that the stacks have.
 *
 * For an embedded AWS only: the providers have the environment, and so the credentials, that they were started with, and
 * every user of the machine can call them.
 */
export class SharedAwsProviders {
  readonly #types = new Set<string>();
  readonly #leases = new WeakMap<Http2Session, Lease>();
  readonly #server: Http2Server;
  readonly #connections = new Set<Http2Session>();
  #schemas: Promise<Buffer> | undefined;
  #offersAll = false;

  /** @param common answers what needs no configuration */
  private constructor(
    private readonly pool: ProviderPool,
    private readonly common: ProviderProcess,
  ) {
    this.#server = createServer();
    this.#server.on('session', (session) => {
      this.#connections.add(session);
      session.on('close', () => this.#connections.delete(session));
    });
    this.#server.on('stream', (call, headers) => {
      // A Terraform that was killed: there is nothing to answer.
      call.on('error', () => undefined);
      this.#serve(call, headers).catch((error: unknown) => {
        refuseUnavailable(call, error);
      });
    });
  }

  /**
   * Starts the first provider.
   * @param program path of the provider's executable
   * @param env of the providers; without AWS_CA_BUNDLE, with which a provider can be configured only once
   */
  static async open(program: string, env: Environment): Promise<SharedAwsProviders> {
    const pool = new ProviderPool(() => startProvider(program, env));
    const shared = new SharedAwsProviders(pool, await pool.take());
    shared.#server.listen(0, '127.0.0.1');
    await once(shared.#server, 'listening');
    return shared;
  }

  /** Value of TF_REATTACH_PROVIDERS that leads Terraform here, as an object; `terraform init` installs no such provider then. */
  get reattach(): Reattach {
    const connection = {
      Protocol: 'grpc',
      ProtocolVersion: this.common.protocolVersion,
      // Terraform kills the process if it cannot reach it.
      Pid: this.common.pid,
      // Without this it kills it when it is done, too.
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
    for (const connection of this.#connections) connection.destroy();
    this.pool.close();
  }

  async #serve(call: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<void> {
    const name = String(headers[':path']);
    if (OF_PLUGINS.test(name)) refuse(call, `There is no ${name}.`);
    else if (SCHEMAS.test(name)) answer(call, await this.#offered(name));
    else await this.#pass(call, headers, name);
  }

  async #offered(name: string): Promise<Buffer> {
    const all = await (this.#schemas ??= this.#askForSchemas(name));
    return this.#offersAll ? all : onlySchemasOf(this.#types, all);
  }

  async #askForSchemas(name: string): Promise<Buffer> {
    try {
      return await callOnce(this.common.session, name);
    } catch (error) {
      this.#schemas = undefined;
      throw error;
    }
  }

  /** Passes a call to the provider of its connection, or to that of all as long as it has none. */
  async #pass(call: ServerHttp2Stream, headers: IncomingHttpHeaders, name: string): Promise<void> {
    const { session } = call;
    if (session === undefined) throw new Error('The connection has ended.');
    const lease = this.#leases.get(session) ?? (CONFIGURE.test(name) ? this.#lend(session) : undefined);
    if (STOP.test(name)) {
      if (lease === undefined) {
        answer(call, EMPTY);
        return;
      }
      lease.isStopped = true;
    }
    if (lease === undefined) {
      forward(call, headers, this.common.session);
      return;
    }
    call.on('aborted', () => {
      lease.isStopped = true;
    });
    forward(call, headers, (await lease.provider).session);
  }

  #lend(session: Http2Session): Lease {
    const lease: Lease = { provider: this.pool.take(), isStopped: false };
    this.#leases.set(session, lease);
    session.on('close', () => {
      lease.provider.then(
        (provider) => {
          if (lease.isStopped) this.pool.end(provider);
          else this.pool.giveBack(provider);
        },
        () => undefined,
      );
    });
    return lease;
  }
}
