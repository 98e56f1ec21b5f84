import { readFileSync } from 'node:fs';
import { everySource, sourcesBelow } from '../../helpers/sources';

/** The files of modules/ that declare a construct that extends any class, e.g. `modules/ecs/cluster.ts`. */
const constructs = sourcesBelow('modules/').filter(({ text }) =>
  /^export (?:abstract )?class \w+(?:<.*>)? extends /m.test(text),
);

/** The text of the test at the same path below __tests__/unit/, if there is one. */
function testOf(path: string): string | undefined {
  const test = `__tests__/unit/${path.replace(/\.ts$/, '.test.ts')}`;
  return everySource.find((source) => source.path === test)?.text;
}

describe('the tests of constructs', () => {
  it('exist for every construct, synthesize it with cdktf, state its settings and count its resources', () => {
    expect(constructs.length).toBeGreaterThan(25);
    const untested = constructs.filter(({ path }) => {
      const test = testOf(path) ?? '';
      const needed = [
        /Testing\.synthScope\(/,
        /toHaveResourceWithProperties\(|expect\(onlyResource\(/,
        /countResources\(/,
      ];
      return needed.some((each) => !each.test(test));
    });
    expect(untested.map(({ path }) => path)).toEqual([]);
  });

  it('do not use the fast synthesis', () => {
    const tests = everySource.filter(({ path }) => /^__tests__\/unit\/(modules|stacks)\//.test(path));
    expect(tests.length).toBeGreaterThan(40);
    expect(tests.filter(({ text }) => /\bsynthesize(App)?\(|synth\/synthesize-app/.test(text))).toEqual([]);
  });

  it('are what the README shows', () => {
    const [, shown] =
      /This one is from `[^`]+`:\n\n```ts\n([^]*?)\}\);\n```/.exec(readFileSync('README.md', 'utf8')) ?? [];
    expect(shown).toContain('toHaveResourceWithProperties(');
    expect(testOf('modules/ecs/cluster.ts')).toContain(shown);
  });

  it('are for the platform of a config what __tests__/README.md shows', () => {
    const [, shown] =
      /`platform\.test\.ts`[^]*?```ts\n([^]*?)```/.exec(readFileSync('__tests__/README.md', 'utf8')) ?? [];
    expect(shown).toContain('toHaveResourceWithProperties(');
    expect(readFileSync('__tests__/platform.test.ts', 'utf8')).toContain(shown);
  });
});
