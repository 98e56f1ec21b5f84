import { quote } from '../../config/issue';
import type { ContinuousIntegration, Platform } from '../../config/types';
import { UserError } from '../errors';
import { DEFAULT_CONFIG } from '../project';
import { PLATFORMS_FILE, type ListedPlatform } from './list';

/** A platform of the list, loaded. */
export interface LoadedPlatform extends ListedPlatform {
  readonly platform: Pick<Platform, 'name' | 'account' | 'region' | 'github' | 'ci'>;
}

/** A platform whose jobs GitHub Actions run. */
export type DeployedPlatform = LoadedPlatform & { readonly platform: { readonly ci: ContinuousIntegration } };

/**
 * Requires that the platforms of a repository can be told apart: by their files, by the names of their roles and buckets,
 * and by their GitHub environments, which is how AWS tells the job of one from that of another.
 * @throws UserError with the first thing that is wrong
 */
export function requireApart(listed: readonly LoadedPlatform[]): readonly DeployedPlatform[] {
  if (listed[0]?.config !== DEFAULT_CONFIG) {
    throw new UserError(
      `${PLATFORMS_FILE} does not begin with ${DEFAULT_CONFIG}.`,
      `Its first entry is the platform of ${DEFAULT_CONFIG}; the others have configs of other names.`,
    );
  }
  const deployed = listed.map(withRepository);
  requireNoPrefix(deployed[0]);
  requirePrefixes(deployed.slice(1));
  deployed.forEach((each, index) => {
    for (const other of deployed.slice(0, index)) requireTwoApart(other, each);
  });
  return deployed;
}

function withRepository(listed: LoadedPlatform): DeployedPlatform {
  const { config, branch, platform } = listed;
  if (platform.ci === undefined) {
    throw new UserError(
      `${config} names no repository whose GitHub Actions may deploy.`,
      "Add ci: { repository: '<this repository>' } to it, then run npm run bootstrap with it.",
    );
  }
  if (platform.ci.branch !== branch) {
    throw new UserError(
      `${PLATFORMS_FILE} says that ${config} is deployed from ${branch}, and ci.branch of ${config} is ${platform.ci.branch}.`,
      `Write the same branch in both. The roles trust jobs of ci.branch alone.`,
    );
  }
  return { ...listed, platform: { ...platform, ci: platform.ci } };
}

/** Jobs of the first platform run in environments without a prefix, which roles of a platform with one do not trust. */
function requireNoPrefix(first: DeployedPlatform | undefined): void {
  const prefix = first?.platform.ci.environmentPrefix;
  if (first === undefined || prefix === undefined) return;
  throw new UserError(
    `${first.config} has ci.environmentPrefix ${quote(prefix)}, and the first platform of ${PLATFORMS_FILE} has none.`,
    'Take it out: GitHub starts the workflows of the first platform without inputs, so its jobs run in review, shared and so on.',
  );
}

/** What is kept once for each platform, such as its status of a commit, is called after the prefix. */
function requirePrefixes(others: readonly DeployedPlatform[]): void {
  const without = others.find(({ platform }) => platform.ci.environmentPrefix === undefined);
  if (without === undefined) return;
  throw new UserError(
    `${without.config} has no ci.environmentPrefix, which only the first platform of ${PLATFORMS_FILE} can do without.`,
    PREFIX,
  );
}

const PREFIX =
  "Give each platform its own, such as environmentPrefix: 'eu-': AWS tells their jobs apart by the names of their GitHub environments.";

/** One thing in which two platforms of a repository are the same, or must be. */
interface Comparison {
  readonly of: (platform: DeployedPlatform) => string;
  /** Whether it must be the same. */
  readonly isOne: boolean;
  readonly what: string;
  readonly fix: string;
}

const COMPARISONS: readonly Comparison[] = [
  {
    of: ({ config }) => config,
    isOne: false,
    what: 'the config',
    fix: `Take one of the two out of ${PLATFORMS_FILE}.`,
  },
  {
    of: ({ branch }) => branch,
    isOne: true,
    what: 'the branch',
    fix: 'Write the default branch of the repository: on it alone GitHub runs reviews and the nightly search for drift.',
  },
  {
    of: ({ platform: { github, ci } }) => `${github.owner}/${ci.repository}`,
    isOne: true,
    what: 'the repository',
    fix: 'github.owner and ci.repository name the repository that holds both configs.',
  },
  {
    of: ({ platform: { ci } }) => ci.environmentPrefix ?? '',
    isOne: false,
    what: 'ci.environmentPrefix',
    fix: PREFIX,
  },
  {
    of: ({ platform: { account, name } }) => `${account}/${name}`,
    isOne: false,
    what: 'account and name',
    fix: 'Rename one, or use another account: roles and buckets would have the same names.',
  },
  {
    of: ({ config, platform: { account, ci } }) => (ci.oidcProvider === 'create' ? account : config),
    isOne: false,
    what: 'the account in which both make the OIDC provider',
    fix: "An account has one: write oidcProvider: 'existing' in one of the two.",
  },
];

function requireTwoApart(one: DeployedPlatform, other: DeployedPlatform): void {
  for (const { of, isOne, what, fix } of COMPARISONS) {
    const [first, second] = [of(one), of(other)];
    if ((first === second) === isOne) continue;
    const found = isOne ? `${quote(first)} and ${quote(second)}` : `${quote(first)} in both`;
    throw new UserError(
      `${what} must ${isOne ? 'be the same' : 'differ'} in ${one.config} and ${other.config}, and is ${found}.`,
      fix,
    );
  }
}
