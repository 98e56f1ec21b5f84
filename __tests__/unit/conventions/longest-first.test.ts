import { existsSync } from 'node:fs';
import path from 'node:path';

/** The part of Jest's test sequencer that is tried. */
interface Sequencer {
  sort(tests: readonly object[]): { readonly path: string }[];
}

/** Plain JavaScript, as Jest loads it. */
const LongestFirst = jest.requireActual<
  (new (options: object) => Sequencer) & { readonly LONGEST_FIRST: readonly string[]; readonly LAST: string }
>('../../e2e/longest-first.js');

const e2e = path.join(__dirname, '../../e2e');

/** All that Jest's own order looks at, the same for every file. */
const context = { config: { cache: false }, hasteFS: { getSize: () => 1 } };

describe('the order of the end-to-end tests', () => {
  const sorted = (...files: string[]): string[] =>
    new LongestFirst({ contexts: [], globalConfig: {} })
      .sort(files.map((file) => ({ path: file, context })))
      .map(({ path: file }) => file);

  it.each([...LongestFirst.LONGEST_FIRST, LongestFirst.LAST])('lists %s, which exists', (name) => {
    expect(existsSync(path.join(e2e, `${name}.test.ts`))).toBe(true);
  });

  it('begins with the longest, goes on with those whose duration is unknown, and ends with what takes all processors', () => {
    const [longest = '', second = ''] = LongestFirst.LONGEST_FIRST.map((name) => `/project/e2e/${name}.test.ts`);
    const last = `/project/e2e/${LongestFirst.LAST}.test.ts`;
    const unknown = '/project/e2e/new.test.ts';
    expect(sorted(last, unknown, second, longest)).toEqual([longest, second, unknown, last]);
  });
});
