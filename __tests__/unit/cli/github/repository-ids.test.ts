import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { adviceOnIds, repositoryIds } from '../../../../cli/github/repository-ids';
import { testPlatform } from '../../../helpers/test-platform';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A GitHub that answers everything with this. @returns its address, and what it was asked */
async function github(status: number, body: unknown): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url ?? ''} ${request.headers.authorization ?? 'without a token'}`);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe('the ids of a repository', () => {
  it('are what GitHub says, without a token too', async () => {
    const { url, asked } = await github(200, { id: 34, owner: { id: 12, login: 'example-org' } });
    const ids = { ownerId: '12', repositoryId: '34' };
    expect(await repositoryIds('example-org/platform', { GITHUB_API_URL: url })).toEqual(ids);
    expect(await repositoryIds('example-org/platform', { GITHUB_API_URL: url, GH_TOKEN: 't' })).toEqual(ids);
    expect(asked).toEqual(['/repos/example-org/platform without a token', '/repos/example-org/platform token t']);
  });

  it.each([
    [404, { message: 'Not Found' }],
    [200, 'another answer'],
  ])('are unknown if GitHub answers %d %j', async (status, body) => {
    const { url } = await github(status, body);
    expect(await repositoryIds('example-org/platform', { GITHUB_API_URL: url })).toBeUndefined();
  });
});

describe('the advice about ids', () => {
  const found = { ownerId: '12', repositoryId: '34' };
  const ci = { repository: 'platform', branch: 'main', oidcProvider: 'create' } as const;
  const lines = "ci: { repository: 'platform', ownerId: '12', repositoryId: '34' }";

  it('gives the lines to paste where the config lacks them', () => {
    const advice = adviceOnIds(testPlatform({ ci }), found);
    expect(advice).toContain('know example-org/platform by its name alone');
    expect(advice?.split('\n').at(-1)).toBe(`  ${lines}`);
  });

  it('says which ids are wrong', () => {
    const advice = adviceOnIds(testPlatform({ ci: { ...ci, ownerId: '12', repositoryId: '35' } }), found);
    expect(advice).toContain('GitHub numbers example-org/platform otherwise');
    expect(advice).toContain(lines);
  });

  it('says how to find them out where GitHub does not tell', () => {
    expect(adviceOnIds(testPlatform({ ci }), undefined)).toContain('set GITHUB_TOKEN to a token that may read');
  });

  it('is silent where there is nothing to do', () => {
    expect(adviceOnIds(testPlatform({ ci: { ...ci, ...found } }), found)).toBeUndefined();
    expect(adviceOnIds(testPlatform({ ci: { ...ci, ...found } }), undefined)).toBeUndefined();
    expect(adviceOnIds(testPlatform(), undefined)).toBeUndefined();
  });
});
