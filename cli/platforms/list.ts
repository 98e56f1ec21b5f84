import { readFileSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from 'plan-review/error-code';
import { z } from 'zod';
import { UserError } from '../errors';

/** The file that lists the platforms of a repository, beside package.json. */
export const PLATFORMS_FILE = 'platforms.json';

const entry = z.strictObject({ config: z.string().min(1), branch: z.string().min(1) });

/** A platform of a repository: its config file, and the branch that is deployed. */
export type ListedPlatform = z.output<typeof entry>;

/**
 * The platforms that a repository lists.
 * @param root folder of package.json
 * @returns undefined if there is no such list: the repository has one platform
 * @throws UserError if the list is no list of platforms
 */
export function listedPlatforms(root: string): readonly ListedPlatform[] | undefined {
  const text = readText(path.join(root, PLATFORMS_FILE));
  if (text === undefined) return undefined;
  const parsed = z.array(entry).safeParse(parse(text));
  if (parsed.success) return parsed.data;
  const { path: place = [] } = parsed.error.issues[0] ?? {};
  const where = place.length === 0 ? '' : `, at ${place.map(String).join('.')}`;
  throw new UserError(`${PLATFORMS_FILE} is no list of configs and branches${where}.`, EXAMPLE);
}

const EXAMPLE =
  'For example: [{ "config": "platform.config.ts", "branch": "main" }, { "config": "platforms/eu.config.ts", "branch": "main" }]';

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @returns undefined if it is no JSON */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
