import { everySource } from '../../helpers/sources';

/**
 * Every import of cdktf and its providers, with its words: `import type { App } from 'cdktf'`. Moving to the fork of
 * cdktf is then a change of names only (`npm run check:cdktn`).
 */
const imports = everySource.flatMap(({ path, text }) =>
  [...text.matchAll(/^(import|export)\b([^;'"()]*)['"]((?:cdktf|@cdktf\/provider-[a-z]+)(?:\/[^'"]*)?)['"]/gm)].map(
    ([statement, keyword = '', names = '', from = '']) => ({ path, statement, keyword, names: names.trim(), from }),
  ),
);

/** The files that need what cdktf does not export: the fast synthesis, and cdktf's matchers for jest. */
const needInternals = ['__tests__/helpers/setup-jest.ts', 'synth/internals.ts'];

/** The tests that projects are given or shown: as in any CDKTF project, they set up cdktf's matchers by themselves. */
const testsOfProjects = ['__tests__/platform.test.ts', '__tests__/unit/examples/testing-your-platform.test.ts'];

/** What of cdktf is a type and nothing else: no file may load cdktf for these. */
const typesOnly = ['IAspect', 'ITerraformDependable', 'IResolvable', 'AppConfig', 'TerraformMetaArguments'];

describe('cdktf and its providers', () => {
  it('are imported where infrastructure is described, and in tests', () => {
    expect(imports.length).toBeGreaterThan(60);
    const allowed = /^(modules|stacks|synth|bench|__tests__)\/|^main\.ts$|\.test\.ts$/;
    expect(imports.filter(({ path }) => !allowed.test(path)).map(({ path }) => path)).toEqual([]);
  });

  it('are imported by name, from cdktf itself or from the module of one resource', () => {
    const plain = ({ keyword, names, from }: (typeof imports)[number]): boolean =>
      keyword === 'import' &&
      /^(type )?\{[^*]*\} from$/.test(names) &&
      /^(cdktf|@cdktf\/[a-z-]+\/lib\/[a-z0-9-]+)$/.test(from);
    const others = imports.filter(
      (each) => !plain(each) && ![...needInternals, ...testsOfProjects].includes(each.path),
    );
    expect(others.map(({ path, statement }) => `${path}: ${statement}`)).toEqual([]);
  });

  it('have their internals imported by two files only', () => {
    const inside = everySource.filter(({ path, text }) => !path.endsWith('.test.ts') && /['"]cdktf\/lib\//.test(text));
    expect(inside.map(({ path }) => path).toSorted()).toEqual(needInternals);
  });

  it('are imported as types where only types are used', () => {
    const loaded = imports.filter(({ names }) =>
      typesOnly.some((type) => !names.startsWith('type') && new RegExp(`(?<!type )\\b${type}\\b`).test(names)),
    );
    expect(loaded.map(({ path, statement }) => `${path}: ${statement}`)).toEqual([]);
  });
});
