/** A repository on GitHub. */
export interface RepositoryName {
  /** Login of the user or organization. */
  readonly owner: string;
  readonly name: string;
}

/** Variables that point AWS SDKs, the AWS CLI and Terraform at the embedded AWS, despite the profiles of this machine. */
export function awsVariables({ endpoint, region }: { endpoint: string; region: string }): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    // The aws CLI, version 1, knows only this one.
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'embedded-aws',
    AWS_SECRET_ACCESS_KEY: 'embedded-aws',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** Where an embedded GitHub is, and what it lets in. */
export interface GithubAddress {
  /** Address of the API, without a slash at its end. */
  readonly url: string;
  readonly token: string;
  readonly repositories: readonly RepositoryName[];
  /** Value of TF_REATTACH_PROVIDERS. */
  readonly reattach: string;
}

/**
 * What points Terraform's GitHub provider, and git, at an embedded GitHub: the address of a repository has the token in it,
 * so that git neither asks for a password nor finds one of the real GitHub.
 */
export function githubVariables({ url, token, repositories, reattach }: GithubAddress): Record<string, string> {
  const { protocol, host } = new URL(url);
  const remote = ({ owner, name }: RepositoryName): string =>
    `${protocol}//x-access-token:${token}@${host}/${owner}/${name}.git`;
  return {
    TF_REATTACH_PROVIDERS: reattach,
    GITHUB_API_URL: url,
    GITHUB_TOKEN: token,
    ...Object.fromEntries(repositories.map((repository) => [variableOf(repository), remote(repository)])),
  };
}

/** Name of the variable with the address of a repository: `REPOSITORY_ACME_WEB_SHOP` of `acme/web-shop`. */
export function variableOf({ owner, name }: RepositoryName): string {
  return `REPOSITORY_${owner}_${name}`.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
}
