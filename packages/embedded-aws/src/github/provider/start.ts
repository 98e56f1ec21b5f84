import { promisify } from 'node:util';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { providerProtocol } from './protocol';
import { providerService } from './service';

/** Addresses of the provider: Terraform's registry, and OpenTofu's, which uses its own for the same source. */
const PROVIDER_ADDRESSES = ['registry.terraform.io/integrations/github', 'registry.opentofu.org/integrations/github'];

/** A running stand-in for the GitHub provider. */
export interface GithubProviderStandIn {
  /** Value of TF_REATTACH_PROVIDERS for every command that loads schemas; `terraform init` then installs no such provider. */
  readonly reattach: string;
  /** Stops it; a Terraform that still runs fails. */
  readonly close: () => void;
}

/**
 * Starts a stand-in for provider integrations/github 6.9.0 in this process. Never run Terraform synchronously from the same
 * process: it would wait forever for an answer of this process.
 * @param options - `apiUrl`: the API in place of api.github.com, without a slash at its end
 */
export async function startGithubProvider(options: { readonly apiUrl: string }): Promise<GithubProviderStandIn> {
  const server = new Server();
  server.addService(providerProtocol(), providerService(options.apiUrl));
  const bind = promisify(server.bindAsync.bind(server));
  const port = await bind('127.0.0.1:0', ServerCredentials.createInsecure());
  return {
    reattach: reattachValue(port),
    close: () => {
      server.forceShutdown();
    },
  };
}

function reattachValue(port: number): string {
  const connection = {
    Protocol: 'grpc',
    ProtocolVersion: 5,
    Pid: process.pid,
    // Without this Terraform kills the process when it is done.
    Test: true,
    Addr: { Network: 'tcp', String: `127.0.0.1:${port}` },
  };
  return JSON.stringify(Object.fromEntries(PROVIDER_ADDRESSES.map((address) => [address, connection])));
}
