import { createRequire } from 'node:module';

/** The parts of a package.json that are merged: texts or switches by name. */
export type Section = Readonly<Record<string, string | boolean>>;

/** What a project needs in its package.json, by the name of the part. */
export type WantedPackage = Readonly<Record<'scripts' | 'allowScripts' | 'devDependencies', Section>>;

/** What is read of the package.json of this package. */
interface OwnPackage {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly allowScripts: Section;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** Packages that the files of a project use, in the versions that this package is made with. */
const USED = [
  '@cdktf/provider-aws',
  '@cdktf/provider-github',
  '@swc/core',
  '@swc/jest',
  '@types/jest',
  '@types/node',
  'cdktf',
  'cdktf-cli',
  'constructs',
  'jest',
  'tsx',
  'typescript',
];

/** The packages of this repository: they have one version, and belong together. */
const OURS = ['embedded-aws', 'fargate-delivery'];

/**
 * What a project needs in its package.json. Everything is a `devDependency`: in the repository of a service, an image
 * with its `dependencies` alone stays small.
 */
export function wantedPackage(): WantedPackage {
  const own = createRequire(__filename)('fargate-delivery/package.json') as OwnPackage;
  const versions = { ...own.dependencies, ...own.devDependencies };
  const used = USED.map((name) => [name, versionOf(versions, name)] as const);
  const ours = OURS.map((name) => [name, `^${own.version}`] as const);
  return {
    scripts: { ...scriptsOf(own.scripts), test: 'jest', typecheck: 'tsc --noEmit' },
    allowScripts: own.allowScripts,
    devDependencies: Object.fromEntries([...used, ...ours].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

/** The commands that this repository has as scripts, but those that work on its sources. */
function scriptsOf(scripts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const commands = Object.entries(scripts)
    .filter(([, script]) => script.startsWith('node cli/run.mjs '))
    .map(([name]) => name)
    .filter((name) => !/^(test|bench)\b/.test(name));
  return Object.fromEntries(commands.map((name) => [name, `fargate-delivery ${name}`]));
}

function versionOf(versions: Readonly<Record<string, string>>, name: string): string {
  const version = versions[name];
  if (version === undefined) throw new Error(`package.json has no version of ${name}`);
  return version;
}
