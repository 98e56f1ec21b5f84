import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { askGithub, githubRepositoryOf } from '../../../../cli/github/github-repository';

const WORKFLOW = { GITHUB_REPOSITORY: 'example-org/platform', GITHUB_TOKEN: 't' };

describe('the repository on GitHub', () => {
  it('is that of the workflow', () => {
    expect(githubRepositoryOf({ ...WORKFLOW, GITHUB_API_URL: 'https://github.example/api' }, 'may write')).toEqual({
      apiUrl: 'https://github.example/api',
      token: 't',
      repository: 'example-org/platform',
    });
  });

  it('is at github.com where nothing else is said', () => {
    expect(githubRepositoryOf(WORKFLOW, 'may write').apiUrl).toBe('https://api.github.com');
  });

  it.each([
    [{}, 'GITHUB_REPOSITORY and GITHUB_TOKEN must be set.'],
    [{ ...WORKFLOW, GITHUB_TOKEN: '' }, 'GITHUB_TOKEN must be set.'],
  ])('is required: %j', (env, message) => {
    expect(() => githubRepositoryOf(env, 'may write issues')).toThrow(
      expect.objectContaining({ message, hint: expect.stringContaining('may write issues') as string }) as Error,
    );
  });
});

describe('a GitHub that cannot be reached', () => {
  it('is told as that, and not as one that refuses', async () => {
    const apiUrl = await unusedAddress();
    const repository = { apiUrl, token: 't', repository: 'example-org/platform' };
    const request = { what: 'the comment in pull request 7', permission: 'pull-requests: write' };
    await expect(
      askGithub(repository, request, (octokit, place) => octokit.rest.repos.get(place)),
    ).rejects.toMatchObject({
      message: expect.stringContaining(`GitHub cannot be reached at ${apiUrl} for ${request.what}: `) as string,
      hint: 'Check the network and, if it is set, GITHUB_API_URL.',
    });
  });
});

/** An address of this machine at which nothing listens. */
async function unusedAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}
