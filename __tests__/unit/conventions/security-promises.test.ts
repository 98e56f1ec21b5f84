import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const page = path.join(__dirname, '../../../docs/security.md');

/** The tests that the page names: the text of a link is the title of a test, as its file has it. */
const named = [
  ...readFileSync(page, 'utf8').matchAll(/\[([^\]]+)\]\((\.\.\/[^)]*__tests__\/[^)]+|\.\.\/packages\/[^)]+\.ts)\)/g),
].map(([, title = '', file = '']) => ({ title, file: path.join(path.dirname(page), file) }));

describe('docs/security.md', () => {
  it('promises nothing without a test', () => {
    const rows = readFileSync(page, 'utf8')
      .split('## What is accepted')[0]
      ?.split('## Promises and their tests')[1]
      ?.split('\n')
      .filter((line) => /^\| (?!Promise |---)/.test(line) && !line.startsWith('|---'));
    expect(rows?.length).toBeGreaterThan(5);
    expect(rows?.filter((row) => !/\]\(\.\.\/[^)]+\.ts\) \|$/.test(row))).toEqual([]);
  });

  it.each(named)('names a test that is there: $title', ({ title, file }) => {
    expect(existsSync(file)).toBe(true);
    const titles = [...readFileSync(file, 'utf8').matchAll(/(['"`])((?:(?!\1)[^\\\n]|\\.)+)\1/g)].map(
      ([, , text = '']) => text.replaceAll('\\', ''),
    );
    expect(titles).toContain(title);
  });
});
