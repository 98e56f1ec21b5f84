import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { scripts } from '../../../package.json';
import { environmentSchema } from '../../../config/schema/environment';
import { serviceSchema } from '../../../config/schema/service';
import { config, withService } from '../../helpers/config';
import { anchorsOf, filesLike, filesOfRows, guide, pathsIn, recipe } from '../../helpers/contributing';
import { addOption, type AddedOption } from '../../helpers/option-recipe';

const root = resolve(__dirname, '../../..');

describe('CONTRIBUTING.md', () => {
  const paths = pathsIn(guide);
  const links = [...guide.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);

  it('names many files', () => {
    expect(paths.length).toBeGreaterThan(50);
    expect(links.length).toBeGreaterThan(5);
  });

  it.each(paths)('names %s, which exists', (path) => {
    expect(filesLike(path)).not.toEqual([]);
  });

  it.each(links)('links to %s, which exists', (target) => {
    const [path = '', anchor] = target.split('#');
    const anchors = path.endsWith('.md') ? anchorsOf(readFileSync(join(root, path), 'utf8')) : [];
    expect(filesLike(path)).toHaveLength(1);
    expect([undefined, ...anchors]).toContain(anchor);
  });

  it('names npm scripts that exist', () => {
    const named = [...guide.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
    expect(named.length).toBeGreaterThan(1);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });

  it.each(['A service option', 'An environment option'])('says that three files of sources make: %s', (title) => {
    const [sources = ''] = recipe(title).split('```ts');
    expect(filesOfRows(sources)).toHaveLength(3);
  });
});

/** Following a recipe takes seconds: tsx compiles the config twice. */
const TIMEOUT_MS = 60_000;

describe('the recipe of a service option, followed in a copy', () => {
  let added: AddedOption;

  beforeAll(async () => {
    added = await addOption('A service option', 'export const runtimeShape = {\n', (name) =>
      withService({ environments: { prod: { [name]: 60 } } }),
    );
  }, TIMEOUT_MS);

  it('adds an option that there is not yet', () => {
    expect(Object.keys(serviceSchema.shape)).not.toContain(added.name);
  });

  it('adds it to the types: optional for a service and for an override, a number once it is resolved', () => {
    expect(linesOf(added, 'config/generated/input.ts', `  readonly ${added.name}?: number;`)).toBe(2);
    expect(linesOf(added, 'config/generated/settings.ts', `  readonly ${added.name}: number;`)).toBe(1);
  });

  it('adds it to the JSON Schema of a service and of an override', () => {
    const option: unknown = expect.objectContaining({ default: 30, minimum: 2, maximum: 120 });
    expect(inJsonSchema(added)).toEqual([option, option]);
  });

  it('adds it to the table, with its limits, its default, and what an override does', () => {
    expect(rowOf(added)).toMatch(/ Seconds .* \| 2 to 120 \| `30` \| replaced \|$/);
  });

  it('gives each environment the default, or its override', () => {
    const deployments = [{ [added.name]: 30 }, { [added.name]: 60 }];
    expect(added.platform.services).toMatchObject([{ deployments }]);
  });

  it('prints it for each environment', () => {
    const environments = { dev: { [added.name]: 30 }, prod: { [added.name]: 60 } };
    expect(added.printed).toMatchObject({ services: { hello: { environments } } });
  });
});

describe('the recipe of an environment option, followed in a copy', () => {
  let added: AddedOption;

  beforeAll(async () => {
    added = await addOption('An environment option', 'export const environmentSchema = group(\n  {\n', (name) =>
      config({ environments: { dev: {}, prod: { [name]: 90 } } }),
    );
  }, TIMEOUT_MS);

  it('adds an option that there is not yet', () => {
    expect(Object.keys(environmentSchema.shape)).not.toContain(added.name);
  });

  it('adds it to the types, to the JSON Schema and to the table', () => {
    expect(linesOf(added, 'config/generated/input.ts', `  readonly ${added.name}?: number;`)).toBe(1);
    expect(linesOf(added, 'config/generated/settings.ts', `  readonly ${added.name}: number;`)).toBe(1);
    expect(inJsonSchema(added)).toMatchObject([{ default: 60, minimum: 1, maximum: 4000 }]);
    expect(rowOf(added)).toMatch(/ Seconds .* \| 1 to 4000 \| `60` \|$/);
  });

  it('resolves and prints it', () => {
    expect(added.platform.environments).toMatchObject([{ [added.name]: 60 }, { [added.name]: 90 }]);
    expect(added.printed).toMatchObject({ environments: { dev: { [added.name]: 60 }, prod: { [added.name]: 90 } } });
  });
});

/** How often a generated file has a line. */
function linesOf({ generated }: AddedOption, path: string, line: string): number {
  return (generated[path] ?? '').split('\n').filter((each) => each === line).length;
}

/** The row of the option in docs/configuration.md. */
function rowOf({ generated, name }: AddedOption): string | undefined {
  return generated['docs/configuration.md']?.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
}

/** What the JSON Schema says of the option, wherever it is allowed. */
function inJsonSchema({ generated, name }: AddedOption): readonly unknown[] {
  const found: unknown[] = [];
  JSON.parse(generated['config/platform.schema.json'] ?? '', (key, value: unknown) => {
    if (key === name) found.push(value);
    return value;
  });
  return found;
}
