import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { CHANGED_FILES, SAME_FILES } from '../cli/init/same-files';

/** One npm package of this repository, and what it is built from. */
export interface Package {
  readonly name: string;
  /** The folder of its package.json; the built package is in its dist/. */
  readonly folder: string;
  /** The folder that dist/ mirrors. */
  readonly sources: string;
  /** Files and folders of the sources that the package is made of. @default all of them */
  readonly parts: readonly string[];
  /** Files that are packed as they are, also if they are TypeScript. */
  readonly copies: readonly string[];
  /** Those among them that the package does not need. */
  readonly isLeftOut: (file: string) => boolean;
}

/** The repository. */
export const ROOT = path.dirname(__dirname);

/** The programs and checks of this repository alone. */
const OF_REPOSITORY = /^cli\/(checks\/|run\.mjs$|commands\/(test|bench)\.ts$)/;

/** Tests, what tests are helped by, and pages for readers of the sources. */
const NEVER_BUILT = /\.test\.ts$|(^|\/)testing(\/|\.|-)|\.md$/;

/** Every package, in the order in which they use each other. */
export const PACKAGES: readonly Package[] = [
  ofWorkspace('plan-review'),
  ofWorkspace('embedded-aws'),
  {
    name: 'fargate-delivery',
    folder: ROOT,
    sources: ROOT,
    parts: ['index.ts', 'cli', 'config', 'examples', 'modules', 'platform', 'stacks', 'synth'],
    copies: [...SAME_FILES, ...CHANGED_FILES],
    isLeftOut: (file) => NEVER_BUILT.test(file) || OF_REPOSITORY.test(file),
  },
];

function ofWorkspace(name: string): Package {
  const folder = path.join(ROOT, 'packages', name);
  return {
    name,
    folder,
    sources: path.join(folder, 'src'),
    parts: ['.'],
    copies: [],
    isLeftOut: (file) => NEVER_BUILT.test(file),
  };
}

/** What a package is made of, from its sources' folder. */
export function filesOf({ sources, parts, copies, isLeftOut }: Package): string[] {
  const isFile = (file: string): boolean => statSync(path.join(sources, file)).isFile();
  const below = (part: string): string[] =>
    readdirSync(path.join(sources, part), { recursive: true }).map((file) => path.join(part, String(file)));
  const built = parts
    .flatMap((part) => (isFile(part) ? [part] : below(part)))
    .filter((file) => isFile(file) && !isLeftOut(file));
  return [...built, ...copies].sort();
}
