import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A comment of a pull request. */
interface Comment {
  readonly id: number;
  body: string;
  /** @default - of a workflow */
  readonly user?: { readonly type: 'Bot' | 'User' };
  readonly author_association?: string;
}

/** The part of GitHub's REST API that keeps comments of one pull request, `example-org/platform` number 7. */
export interface FakeGithubComments {
  readonly url: string;
  readonly comments: Comment[];
  /** Every request, e.g. `POST /repos/example-org/platform/issues/7/comments`. */
  readonly requests: string[];
  /** Answers everything with this status from now on. */
  refuse(status: number): void;
  close(): Promise<void>;
}

const LIST = '/repos/example-org/platform/issues/7/comments';
const ONE = /^\/repos\/example-org\/platform\/issues\/comments\/(\d+)$/;

/** What GitHub says of the comments of workflows. */
const OF_WORKFLOW = { user: { type: 'Bot' }, author_association: 'NONE' } as const;

/** Serves comments on loopback, in pages as GitHub does. @param existing their texts, or more of each */
export async function serveComments(existing: readonly (string | Omit<Comment, 'id'>)[]): Promise<FakeGithubComments> {
  const comments: Comment[] = existing.map((each, index) => ({
    ...{ id: index + 1, ...OF_WORKFLOW },
    ...(typeof each === 'string' ? { body: each } : each),
  }));
  const requests: string[] = [];
  const refused: { status?: number } = {};
  const server: Server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { pathname, searchParams, origin } = new URL(request.url ?? '', `http://${request.headers.host ?? ''}`);
      requests.push(`${request.method ?? ''} ${pathname}`);
      const reply = (status: number, answer: unknown, link?: string): void => {
        response.writeHead(status, { 'content-type': 'application/json', ...(link && { link }) });
        response.end(JSON.stringify(answer));
      };
      if (refused.status !== undefined) reply(refused.status, { message: 'Resource not accessible by integration' });
      else if (request.method === 'GET' && pathname === LIST) {
        const page = Number(searchParams.get('page') ?? 1);
        const size = Number(searchParams.get('per_page') ?? 30);
        const next = `<${origin}${LIST}?per_page=${size}&page=${page + 1}>; rel="next"`;
        reply(200, comments.slice((page - 1) * size, page * size), page * size < comments.length ? next : undefined);
      } else if (request.method === 'POST' && pathname === LIST) {
        comments.push({ id: comments.length + 1, body, ...OF_WORKFLOW });
        reply(201, comments.at(-1));
      } else {
        const found = comments.find(({ id }) => id === Number(ONE.exec(pathname)?.[1]));
        if (found === undefined || request.method !== 'PATCH') reply(404, { message: 'Not Found' });
        else {
          found.body = body;
          reply(200, found);
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments,
    requests,
    refuse: (status) => {
      refused.status = status;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? '' : (JSON.parse(text) as { body: string }).body;
}
