import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** The text of CONTRIBUTING.md. */
export const guide = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

/** What one recipe says, without its title. @throws if there is no such recipe */
export function recipe(title: string): string {
  const [, text] = guide.split(`\n### ${title}\n`);
  if (text === undefined) throw new Error(`CONTRIBUTING.md has no recipe "${title}"`);
  return text.split(/\n##+ /)[0] ?? '';
}

/** The file or folder that each row of the tables begins with. */
export function filesOfRows(text: string): readonly string[] {
  return [...text.matchAll(/^\| `([^`]+)`/gm)].map(([, file = '']) => file);
}

/** Every path in the code of a text; `<...>` stands for a name. */
export function pathsIn(text: string): readonly string[] {
  const code = [...text.matchAll(/```\w+\n([^]*?)```|`([^`\n]+)`/g)].map(([, block, span]) => block ?? span ?? '');
  const words = code.flatMap((each) => each.split(/\s+/));
  return [...new Set(words.filter((word) => /^[\w.<>-]+(\/[\w.<>-]*)+$|^\w[\w.]*\.(ts|md|json)$/.test(word)))];
}

/** The files and folders of the project that a path may mean. */
export function filesLike(path: string): readonly string[] {
  const segments = path.split('/').filter((segment) => segment !== '');
  return segments.reduce<readonly string[]>(
    (folders, segment) => folders.flatMap((folder) => entriesLike(folder, segment)),
    [root],
  );
}

function entriesLike(folder: string, segment: string): readonly string[] {
  const pattern = new RegExp(`^${segment.replaceAll('.', '\\.').replace(/<[^>]+>/g, '.+')}$`);
  if (!statSync(folder).isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name));
}

/** The anchors that GitHub gives the headings of a document. */
export function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}
