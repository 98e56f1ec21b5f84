import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What the receiver was sent. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real receiver of webhooks. It refuses what is not signed with its secret, as receivers should. */
export class Receiver {
  readonly received: Received[] = [];

  private constructor(private readonly server: Server) {}

  /** @param secret - key of the signatures that it takes @default it takes everything */
  static async start(secret?: string): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      void text(request).then((body) => {
        const isTrusted = secret === undefined || request.headers['x-hub-signature-256'] === signature(secret, body);
        if (isTrusted) receiver.received.push({ headers: request.headers, body });
        response.writeHead(isTrusted ? 200 : 403, { 'X-Receiver': 'test' }).end(isTrusted ? 'taken' : 'bad signature');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  /** What came of one event, as JSON. */
  payloads(event: string): unknown[] {
    return this.received
      .filter(({ headers }) => headers['x-github-event'] === event)
      .map(({ body }) => JSON.parse(body) as unknown);
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

function signature(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
