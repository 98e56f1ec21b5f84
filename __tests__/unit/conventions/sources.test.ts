import { everySource, importsOf, sourcesBelow, type Source } from '../../helpers/sources';

/** The part of the project that a file belongs to: its package, its first folder, or the file itself at the root. */
function partOf(path: string): string {
  const [first = path, second = ''] = path.split('/');
  return first === 'packages' ? second : first;
}

/** Whether a file is a test or something that only tests use. */
function isTest(path: string): boolean {
  return /(^|\/)__tests__\/|\.test(\.ts)?$/.test(path);
}

/** The imports of files of the project, as `<file> imports <file>`, that a rule does not allow. */
function breaches(sources: readonly Source[], allows: (imported: string, from: Source) => boolean): readonly string[] {
  return sources.flatMap((source) =>
    importsOf(source)
      .filter((imported) => parts.includes(partOf(imported)))
      .filter((imported) => !allows(imported, source))
      .map((imported) => `${source.path} imports ${imported}`),
  );
}

const parts = [
  'platform',
  'config',
  'stacks',
  'modules',
  'embedded-aws',
  'plan-review',
  'synth',
  'cli',
  'bench',
  '__tests__',
  'fargate-delivery',
  'index',
  'main',
  'platform.config',
];

/** What stacks share: all else in stacks/ belongs to one layer. */
const shared = ['base-stack', 'contract', 'contracts', 'versions'].map((name) => `stacks/${name}`);

describe('the parts of the project', () => {
  it.each(['main.ts', 'platform.config.ts'])('%s imports the library as the project of a user does', (file) => {
    const sources = everySource.filter(({ path }) => path === file);
    expect(sources).toHaveLength(1);
    expect(breaches(sources, (imported) => imported === 'fargate-delivery')).toEqual([]);
  });

  it('the library is made of the config, the stacks and the synthesis', () => {
    const library = everySource.filter(({ path }) => path === 'index.ts');
    expect(library).toHaveLength(1);
    expect(breaches(library, (imported) => ['config', 'stacks', 'synth'].includes(partOf(imported)))).toEqual([]);
  });

  it('stacks import modules/, platform/, and only the resolved types of config/', () => {
    expect(
      breaches(
        sourcesBelow('stacks/'),
        (imported) => ['stacks', 'modules', 'platform'].includes(partOf(imported)) || imported === 'config/types',
      ),
    ).toEqual([]);
  });

  it('a stack imports only the contracts of other layers', () => {
    const layered = sourcesBelow('stacks/').filter(({ path }) => path !== 'stacks/delivery-system.ts');
    expect(
      breaches(layered, (imported, { path }) => {
        if (partOf(imported) !== 'stacks' || shared.includes(imported)) return true;
        const layer = /^stacks\/[^/]+\//.exec(path)?.[0];
        return layer !== undefined && imported.startsWith(layer);
      }),
    ).toEqual([]);
  });

  it.each(['modules/', 'config/'])('%s imports platform/ and no other part', (folder) => {
    expect(
      breaches(sourcesBelow(folder), (imported) => imported.startsWith(folder) || partOf(imported) === 'platform'),
    ).toEqual([]);
  });

  it.each(['platform/', 'synth/', 'packages/embedded-aws/', 'packages/plan-review/'])(
    '%s imports no other part',
    (folder) => {
      const sources = sourcesBelow(folder).filter(({ path }) => !isTest(path));
      expect(breaches(sources, (imported) => imported.startsWith(folder))).toEqual([]);
    },
  );

  it('tests of a package import that package and the shared test helpers only', () => {
    const tests = sourcesBelow('packages/').filter(({ path }) => isTest(path));
    expect(
      breaches(
        tests,
        (imported, { path }) => partOf(imported) === partOf(path) || imported.startsWith('__tests__/helpers/'),
      ),
    ).toEqual([]);
  });

  it('cli/ imports config/, platform/, and the packages by their names', () => {
    const allowed = /^(cli|config|platform|embedded-aws|plan-review)\//;
    expect(breaches(sourcesBelow('cli/'), (imported) => allowed.test(imported))).toEqual([]);
  });

  it('only tests import tests', () => {
    const others = everySource.filter(({ path }) => !isTest(path));
    expect(breaches(others, (imported) => !isTest(imported))).toEqual([]);
  });
});

describe('every source file', () => {
  it('has 250 lines at most, unless it is a list of tests or generated', () => {
    const lengths = everySource
      .filter(({ path }) => !path.endsWith('.test.ts') && !path.startsWith('config/generated/'))
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }));
    expect(lengths.filter(({ lines }) => lines > 250)).toEqual([]);
  });

  it('imports single resources of a provider, never all of them, which costs seconds and half a gigabyte', () => {
    const whole = everySource.filter((source) =>
      importsOf(source).some((imported) => /^@cdktf\/provider-[a-z]+(\/lib)?$/.test(imported)),
    );
    expect(whole.map(({ path }) => path)).toEqual([]);
  });

  it('takes the partition of an ARN from the region: none is written out, but in examples of values', () => {
    const folders = ['platform/', 'config/', 'stacks/', 'modules/', 'cli/', 'synth/'];
    const written = folders
      .flatMap(sourcesBelow)
      .flatMap(({ path, text }) => text.split('\n').map((line) => ({ path, line: line.trim() })))
      .filter(({ line }) => /arn:aws[\w-]*:/.test(line))
      .filter(({ line }) => !/^(\*|\/\*\*|\/\/|example: )/.test(line));
    expect(written).toEqual([]);
  });

  it('switches no check off', () => {
    const suppression = new RegExp(['eslint-' + 'disable', '@ts-' + '(ignore|expect-error|nocheck)'].join('|'));
    const silent = everySource.filter(({ text }) => suppression.test(text));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});

/** Programs of their own: embedded-aws, the `docker` that builds find, and plan-review. */
const entryPointsBelow = [
  'packages/embedded-aws/src/cli/main.ts',
  'packages/embedded-aws/src/containers/docker/main.ts',
  'packages/plan-review/src/cli/main.ts',
];

describe('what depends on the environment', () => {
  it('is read by the entry points and passed on: no other file looks at process.env', () => {
    const folders = ['platform/', 'config/', 'stacks/', 'modules/', 'packages/'];
    const readers = folders
      .flatMap(sourcesBelow)
      .filter(({ path, text }) => !isTest(path) && !path.includes('/testing/') && /process\.env/.test(text));
    expect(readers.map(({ path }) => path)).toEqual(entryPointsBelow);
  });
});
