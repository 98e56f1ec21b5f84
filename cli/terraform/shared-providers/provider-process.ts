import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { connect, type ClientHttp2Session } from 'node:http2';
import { connect as connectSocket, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Environment } from '../../project';

/** What a provider that is started for debugging says of how to reach it. Source: Terraform, "Debugging Providers". */
const handshake = z.record(
  z.string(),
  z.looseObject({
    Protocol: z.literal('grpc'),
    ProtocolVersion: z.number(),
    Pid: z.number(),
    Addr: z.object({ Network: z.enum(['unix', 'tcp']), String: z.string() }),
  }),
);

type Connection = z.infer<typeof handshake>[string];

/** Milliseconds that a provider has to end by itself. */
const TIME_TO_END_MS = 2_000;

/** A running provider, and an HTTP/2 connection to it. */
export interface ProviderProcess {
  /** Its process id. */
  readonly pid: number;
  /** Version of the protocol that it speaks, e.g. 5. */
  readonly protocolVersion: number;
  readonly session: ClientHttp2Session;
  /** Ends both. */
  close(): void;
}

/**
 * Starts a provider.
 * @param program path of its executable
 * @throws Error if it ends before it can be reached
 */
export async function startProvider(program: string, env: Environment): Promise<ProviderProcess> {
  // Ctrl-C at the terminal is for Terraform, which still needs its provider then.
  const child = spawn(program, ['-debug'], { env: { ...env }, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  // What could not be started says nothing on how to reach it.
  child.on('error', () => undefined);
  try {
    const connection = await readHandshake(child);
    const session = connect('http://localhost', { createConnection: () => socketTo(connection) });
    // Calls that are under way fail by themselves.
    session.on('error', () => undefined);
    await once(session, 'connect');
    return {
      pid: connection.Pid,
      protocolVersion: connection.ProtocolVersion,
      session,
      close: () => {
        session.destroy();
        end(child);
      },
    };
  } catch (error) {
    end(child);
    throw error;
  }
}

/** An interrupt lets it remove its socket. */
function end(child: ChildProcess): void {
  child.kill('SIGINT');
  setTimeout(() => child.kill('SIGKILL'), TIME_TO_END_MS).unref();
}

async function readHandshake(child: ChildProcessByStdio<null, Readable, null>): Promise<Connection> {
  for await (const line of createInterface({ input: child.stdout })) {
    const [, json] = /TF_REATTACH_PROVIDERS='(.+)'/.exec(line) ?? [];
    const [connection] = json === undefined ? [] : Object.values(handshake.parse(JSON.parse(json)));
    if (connection !== undefined) return connection;
  }
  throw new Error('The provider ended before it said how to reach it.');
}

function socketTo({ Addr }: Connection): Socket {
  if (Addr.Network === 'unix') return connectSocket(Addr.String);
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(Addr.String) ?? [];
  return connectSocket(Number(port), host);
}
