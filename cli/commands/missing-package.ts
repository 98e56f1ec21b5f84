import { existsSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from 'plan-review/error-code';
import { UserError } from '../errors';
import { load } from './load';

/** The versions that package.json asks for, by the name of the package. */
type Versions = Readonly<Record<string, string>>;

/**
 * What to tell a user about a package that is not installed. Only those that package.json declares as optional are
 * meant: without any other package the installation is broken.
 * @param error what loading a module has thrown
 * @returns undefined if the error is another one
 */
export function missingPackage(error: unknown): UserError | undefined {
  const optional = optionalPackages();
  const name = packageNotFound(error);
  if (name === undefined || !(name in optional)) return undefined;
  // The others are named as well: else the next attempt would end at the next one.
  const missing = Object.keys(optional).filter((each) => each === name || !isInstalled(each));
  const toInstall = missing.map((each) => `"${each}@${optional[each]}"`).join(' ');
  return new UserError(
    `This command needs packages that are not installed in this project: ${missing.join(', ')}.`,
    `Install them beside fargate-delivery, in these versions: npm install --save-dev ${toInstall}`,
    { cause: error },
  );
}

/** Source: Node.js, `require` of a module that is not there. */
function packageNotFound(error: unknown): string | undefined {
  if (errorCode(error) !== 'MODULE_NOT_FOUND') return undefined;
  return /Cannot find module '((?:@[^/']+\/)?[^./'][^/']*)/.exec(String(error))?.[1];
}

function optionalPackages(): Versions {
  const { peerDependencies, peerDependenciesMeta } = load('fargate-delivery/package.json') as {
    readonly peerDependencies: Versions;
    readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional?: boolean }>>;
  };
  return Object.fromEntries(
    Object.entries(peerDependencies).filter(([name]) => peerDependenciesMeta[name]?.optional === true),
  );
}

/** Looked for where Node.js would look for it. */
function isInstalled(name: string): boolean {
  return (load.resolve.paths(name) ?? []).some((folder) => existsSync(path.join(folder, name)));
}
