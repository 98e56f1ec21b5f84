import { readFileSync } from 'node:fs';
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

/** Whether a file of a package is of use to its tests only. */
function isForTests(path: string): boolean {
  return /\/testing(\/|[\w-]*\.ts$)/.test(path);
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
const shared = ['base-stack', 'connection', 'contract', 'contracts', 'found-keys', 'versions'].map(
  (name) => `stacks/${name}`,
);

/** A row of the table in docs/architecture.md: files and folders, and what they may import besides themselves. */
interface Row {
  readonly names: readonly string[];
  readonly mayImport: readonly string[];
}

/** The rows of the table below "Where things are". A folder ends in a slash. */
function rowsOfArchitecture(): readonly Row[] {
  const [, table = ''] =
    /## Where things are\n\n((?:\|.*\n)+)/.exec(readFileSync('docs/architecture.md', 'utf8')) ?? [];
  const [, , ...rows] = table.trim().split('\n');
  const namesIn = (cell = ''): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  return rows.map((row) => {
    const [, names, , mayImport] = row.split('|');
    return { names: namesIn(names), mayImport: namesIn(mayImport) };
  });
}

/** Whether an import is one of these files, or in one of these folders. */
function isOneOf(names: readonly string[], imported: string): boolean {
  return names.some((name) =>
    name.endsWith('/') ? imported.startsWith(name) : imported === name.replace(/\.ts$/, ''),
  );
}

const rows = rowsOfArchitecture();

describe('the parts of the project', () => {
  it('are all in the table of docs/architecture.md', () => {
    const beside = ['bench', '__tests__', 'fargate-delivery'];
    const named = rows.flatMap(({ names }) => names).map((name) => partOf(name).replace(/\.ts$/, ''));
    expect(named.sort()).toEqual(parts.filter((part) => !beside.includes(part)).sort());
  });

  it.each(rows.flatMap(({ names, mayImport }) => names.map((name) => ({ name, mayImport }))))(
    '$name imports besides itself only $mayImport, as the table says',
    ({ name, mayImport }) => {
      const sources = everySource.filter(({ path }) => !isTest(path) && (path === name || path.startsWith(name)));
      expect(sources).not.toEqual([]);
      expect(breaches(sources, (imported) => isOneOf([name, ...mayImport], imported))).toEqual([]);
    },
  );

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
    const folders = ['platform/', 'config/', 'stacks/', 'modules/', 'cli/', 'synth/', 'packages/'];
    const written = folders
      .flatMap(sourcesBelow)
      .filter(({ path }) => !isTest(path) && !isForTests(path))
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

/** Where programs begin: the app, fargate-delivery, embedded-aws, the `docker` that builds find, and plan-review. */
const entryPoints = [
  'cli/bin.mjs',
  'cli/launch.mjs',
  'cli/main.ts',
  'cli/run.mjs',
  'main.ts',
  'packages/embedded-aws/src/cli/main.ts',
  'packages/embedded-aws/src/containers/docker/main.ts',
  'packages/plan-review/src/cli/main.ts',
];

/** A program without the programs that it writes, which are between backticks. */
function withoutTexts(text: string): string {
  return text.replaceAll(/^const [A-Z_]+ = `[^`]*`;$/gm, '');
}

describe('what depends on the environment', () => {
  it('is read by the entry points and passed on: no other file looks at process.env', () => {
    const folders = ['platform/', 'config/', 'stacks/', 'modules/', 'packages/', 'cli/', 'synth/', 'main.ts'];
    const readers = folders
      .flatMap(sourcesBelow)
      .filter(
        ({ path, text }) => !isTest(path) && !path.includes('/testing/') && /process\.env/.test(withoutTexts(text)),
      );
    expect(readers.map(({ path }) => path).sort()).toEqual(entryPoints);
  });
});
