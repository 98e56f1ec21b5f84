import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RunningClock } from './clock';
import { type EmbeddedGithub, startGithub } from './github/api/start';
import { startGithubProvider } from './github/provider/start';
import { type Close, openParts } from './open-parts';
import { awsVariables, githubVariables, type RepositoryName } from './sandbox-variables';
import { startEmbeddedAws } from './start';

/** What an embedded AWS with an embedded GitHub is to be. */
export interface SandboxOptions {
  /** AWS account, 12 digits. */
  readonly account: string;
  readonly region: string;
  /** Repositories of the embedded GitHub. @default there is no embedded GitHub; pipelines fetch from the real one */
  readonly repositories?: readonly RepositoryName[];
  /** TCP port of the embedded AWS. @default a free one */
  readonly port?: number;
  /** How much faster than real the time in it is, e.g. 30: a wait of half a minute takes a second. @default 1 */
  readonly speed?: number;
  /** Path of a Python that has moto, see `installMoto`. */
  readonly python: string;
}

/** A running embedded AWS, with an embedded GitHub if repositories were named. */
export interface Sandbox {
  /** What is exported in a shell, so that Terraform, the AWS CLI and SDKs use it; values by names. */
  readonly variables: Readonly<Record<string, string>>;
  /** Ends it, and everything stored in it. */
  close(): Promise<void>;
}

/**
 * Starts an embedded AWS and, if repositories are named, an embedded GitHub with them, where pipelines of the embedded AWS
 * fetch their sources.
 * @throws RehearsalError if moto or git does not start, or the port is taken
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { opened: variables, close } = await openParts((onOpened) => start(options, onOpened));
  return { variables, close };
}

/** @returns the variables */
async function start(options: SandboxOptions, onOpened: (close: Close) => void): Promise<Record<string, string>> {
  const { account, region, python, port, speed = 1, repositories = [] } = options;
  const scratch = await mkdtemp(path.join(tmpdir(), 'embedded-aws-'));
  onOpened(() => rm(scratch, { recursive: true, force: true, maxRetries: 3 }));
  const token = randomBytes(24).toString('base64url');
  const github = repositories.length === 0 ? undefined : await openGithub(repositories, token, scratch, onOpened);
  const aws = await startEmbeddedAws({
    account,
    region,
    python,
    scratch,
    clock: new RunningClock(speed),
    ...(port !== undefined && { port }),
    ...(github && { githubUrl: github.url }),
  });
  onOpened(() => aws.close());
  const variables = awsVariables({ endpoint: aws.endpoint, region });
  if (github === undefined) return variables;
  const provider = await startGithubProvider({ apiUrl: github.url });
  onOpened(() => {
    provider.close();
  });
  return { ...variables, ...githubVariables({ url: github.url, token, repositories, reattach: provider.reattach }) };
}

async function openGithub(
  repositories: readonly RepositoryName[],
  token: string,
  scratch: string,
  onOpened: (close: Close) => void,
): Promise<EmbeddedGithub> {
  const owners = [...new Set(repositories.map(({ owner }) => owner))];
  const accounts = owners.map((owner) => ({
    owner,
    token,
    repositories: repositories.filter((each) => each.owner === owner).map(({ name }) => name),
  }));
  const github = await startGithub({ scratch, accounts });
  onOpened(() => github.close());
  return github;
}
