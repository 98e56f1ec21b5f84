import { githubRepositoryOf } from '../../../../cli/github/github-repository';

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
  ])('has to be told: %j', (env, message) => {
    expect(() => githubRepositoryOf(env, 'may write issues')).toThrow(
      expect.objectContaining({ message, hint: expect.stringContaining('may write issues') as string }) as Error,
    );
  });
});
