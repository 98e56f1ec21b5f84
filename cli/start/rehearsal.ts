import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Platform } from '../../config/types';
import { RunningClock } from 'embedded-aws/clock';
import { type Close, openParts } from 'embedded-aws/open-parts';
import { remainingResources } from 'embedded-aws/remaining-resources';
import type { AwsSettings } from 'embedded-aws/gateway/settings';
import { startEmbeddedAws, type EmbeddedAws } from 'embedded-aws/start';
import { startGithub, type EmbeddedGithub, type GithubAccount } from 'embedded-aws/github/api/start';
import { startGithubProvider } from 'embedded-aws/github/provider/start';
import type { RehearsalAddress } from './rehearsal-environment';
import { createSecrets } from './secrets';

/** The embedded AWS and GitHub, running. */
export interface Rehearsal {
  readonly aws: Pick<EmbeddedAws, 'endpoint' | 'memory' | 'runtime'> & { readonly settings: AwsSettings };
  readonly github: EmbeddedGithub;
  readonly address: RehearsalAddress;
  /** Folder for temporary files, which goes with that of the run, however that ends. */
  readonly scratch: string;
  /** What the embedded AWS held before anything was deployed. */
  readonly fresh: readonly string[];
  /** Ends them; what they held is lost. */
  close(): Promise<void>;
}

/** What the embedded AWS and GitHub are started for. */
export interface RehearsalOptions {
  readonly platform: Platform;
  /** Path of a Python that has moto. */
  readonly python: string;
  /** Folder of the run: logs, and what the embedded AWS and GitHub keep on disk. */
  readonly folder: string;
  /** Added to the environment of builds and containers. @default nothing */
  readonly mark?: Readonly<Record<string, string>>;
}

/** How much faster than ours the time of a rehearsal is: what AWS waits half a minute for takes a second. */
const SPEED = 30;

/**
 * Starts the embedded AWS, in the account of the config, and the embedded GitHub, with the repositories of the
 * services. Their secrets are made up anew each time.
 * @throws RehearsalError
 */
export async function startRehearsal(options: RehearsalOptions): Promise<Rehearsal> {
  const { opened, close } = await openParts((onOpened) => start(options, onOpened));
  return { ...opened, close };
}

async function start(
  { platform, python, folder, mark }: RehearsalOptions,
  onOpened: (close: Close) => void,
): Promise<Omit<Rehearsal, 'close'>> {
  const { account, region } = platform;
  const scratch = path.join(folder, 'tmp');
  await mkdir(scratch, { recursive: true });
  const githubToken = secret();
  const github = await startGithub({ scratch, accounts: [githubAccount(platform, githubToken)] });
  onOpened(() => github.close());
  const [logFile, clock] = [path.join(folder, 'moto.log'), new RunningClock(SPEED)];
  const where = { account, region, python, scratch, logFile, clock };
  const aws = await startEmbeddedAws({ ...where, githubUrl: github.url, environment: mark ?? {} });
  onOpened(() => aws.close());
  const { reattach, close: closeProvider } = await startGithubProvider({ apiUrl: github.url });
  onOpened(closeProvider);
  const { endpoint, memory, runtime } = aws;
  const settings = { endpoint, region, credentials: { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal' } };
  await createSecrets(platform, settings);
  const fresh = await remainingResources(settings);
  const address = { endpoint, region, reattach, githubToken, webhookSecret: secret() };
  return { aws: { endpoint, memory, runtime, settings }, github, scratch, fresh, address };
}

/** The owner of the repositories of the services. */
function githubAccount({ github, services }: Platform, token: string): GithubAccount {
  return { owner: github.owner, token, repositories: services.map(({ repository }) => repository) };
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}
