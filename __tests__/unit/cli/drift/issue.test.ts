import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { keepIssue, type Kept } from '../../../../cli/drift/issue';

/** One call that GitHub got. */
interface Call {
  readonly call: string;
  readonly body: unknown;
}

let server: Server;
let calls: Call[];
let open: readonly object[];
let status: number;

beforeEach(async () => {
  [calls, open, status] = [[], [], 200];
  server = createServer((request, response) => {
    const answer = (body: unknown): void => {
      if (request.method !== 'GET') calls.push({ call: `${request.method ?? ''} ${request.url ?? ''}`, body });
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(status === 200 ? (request.method === 'GET' ? open : {}) : { message: 'Not allowed' }),
      );
    };
    if (request.method === 'GET') answer(undefined);
    else void json(request).then(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
});

function keep(report: string | undefined, config?: string): Promise<Kept> {
  const { port } = server.address() as AddressInfo;
  const apiUrl = `http://127.0.0.1:${port}`;
  return keepIssue({ apiUrl, token: 't', repository: 'example-org/platform' }, report, config);
}

const REPORT = '# Drift in dev-hello\n\nIt differs.\n';
const BODY = '<!-- fargate-delivery: drift -->\nIt differs.';
const issues = '/repos/example-org/platform/issues';

describe('the issue about drift', () => {
  it('is opened when there is drift', async () => {
    expect(await keep(REPORT)).toBe('opened');
    expect(calls).toEqual([
      { call: `POST ${issues}`, body: { title: 'Drift in dev-hello', body: BODY, labels: ['drift'] } },
    ]);
  });

  it('is the same one as long as it is open', async () => {
    open = [{ number: 7, body: BODY }];
    expect(await keep(REPORT)).toBe('updated');
    expect(calls).toEqual([{ call: `PATCH ${issues}/7`, body: { title: 'Drift in dev-hello', body: BODY } }]);
  });

  it('is not an issue of a person that has the label', async () => {
    open = [
      { number: 5, body: 'Our networks drift.' },
      { number: 4, body: null },
    ];
    expect(await keep(REPORT)).toBe('opened');
    expect(await keep(undefined)).toBe('none needed');
  });

  it('is not a pull request that has the label', async () => {
    open = [{ number: 6, body: BODY, pull_request: {} }];
    expect(await keep(REPORT)).toBe('opened');
  });

  it('is closed when there is no drift any more', async () => {
    open = [{ number: 7, body: BODY }];
    expect(await keep(undefined)).toBe('closed');
    expect(calls).toEqual([
      { call: `POST ${issues}/7/comments`, body: { body: 'There is no drift any more.' } },
      { call: `PATCH ${issues}/7`, body: { state: 'closed', state_reason: 'completed' } },
    ]);
  });

  it('is that of its platform alone, where the repository has several', async () => {
    open = [{ number: 7, body: BODY }];
    expect(await keep(undefined, 'platforms/eu.config.ts')).toBe('none needed');
    expect(await keep(REPORT, 'platforms/eu.config.ts')).toBe('opened');
    const body = '<!-- fargate-delivery: drift of platforms/eu.config.ts -->\nIt differs.';
    const title = 'platforms/eu.config.ts: Drift in dev-hello';
    expect(calls).toEqual([{ call: `POST ${issues}`, body: { title, body, labels: ['drift'] } }]);
    open = [{ number: 8, body }];
    expect(await keep(undefined)).toBe('none needed');
    expect(await keep(undefined, 'platforms/eu.config.ts')).toBe('closed');
  });

  it('is not opened while there is no drift', async () => {
    expect(await keep(undefined)).toBe('none needed');
    expect(calls).toEqual([]);
  });

  it('says what GitHub refuses, and the permission that it takes', async () => {
    status = 403;
    await expect(keep(REPORT)).rejects.toMatchObject({
      message: 'GitHub refuses the issue about drift of example-org/platform: 403 Not allowed.',
      hint: 'The token needs the permission "issues: write".',
    });
  });
});
