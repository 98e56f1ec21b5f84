import { readdirSync } from 'node:fs';
import path from 'node:path';

/** What is kept of a release. */
export interface Release {
  readonly version: string;
  /** Its config. */
  readonly configFile: string;
  /** Folder with the Terraform JSON that the release synthesized from the config. */
  readonly output: string;
}

const FOLDER = path.join(__dirname, '../fixtures/releases');

/** The last release. @throws Error if not exactly one is kept */
export function lastRelease(): Release {
  const versions = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const [version] = versions.map(({ name }) => name);
  if (version === undefined || versions.length > 1)
    throw new Error(`${FOLDER} holds ${versions.length} releases: keep the last one, with npm run release:fixture`);
  return {
    version,
    configFile: path.join(FOLDER, `${version}.config.ts`),
    output: path.join(FOLDER, version),
  };
}
