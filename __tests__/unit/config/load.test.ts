import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigError } from '../../../config/config-error';
import { loadPlatform } from '../../../config/load';
import { config } from '../../helpers/config';

const root = resolve(__dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'config-'));
const good = JSON.stringify(config());

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** The error of a file that cannot be loaded. */
function errorOf(file: string): ConfigError {
  try {
    loadPlatform(file);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error(`${file} was loaded`);
}

describe('a config file', () => {
  it.each([
    ['a.ts', `const config: object = ${good};\nexport default config;`],
    ['b.ts', `export = ${good};`],
    ['c.js', `module.exports = ${good};`],
    ['d.cjs', `module.exports = ${good};`],
    ['e.json', good],
    ['f.json', `\uFEFF${JSON.stringify(config({ $schema: './platform.schema.json' }), null, 2)}`],
  ])('is loaded in every supported language: %s', (name, text) => {
    expect(loadPlatform(write(name, text)).services.map((service) => service.name)).toEqual(['hello']);
  });

  it('gives the same platform in every language', () => {
    const platforms = [write('g.ts', `export default ${good};`), write('g.json', good)].map(loadPlatform);
    expect(platforms[0]).toEqual(platforms[1]);
  });

  it('leaves the module as it was, for others that import it', () => {
    const file = write('h.js', `module.exports = ${good};`);
    loadPlatform(file);
    const exported = jest.requireActual<object>(file);
    expect(Object.isFrozen(exported)).toBe(false);
    expect(exported).toEqual(config());
  });

  it('names itself and everything that is wrong in it', () => {
    const file = write('wrong.json', JSON.stringify(config({ name: 'X', account: '1' })));
    expect(errorOf(file).issues.map(({ path }) => path)).toEqual(['name', 'account']);
    expect(errorOf(file).message.split('\n')[0]).toBe(`${file} has 2 mistakes:`);
  });
});

describe('a path that is no config file', () => {
  mkdirSync(join(folder, 'folder.ts'));

  it.each([
    ['', 'no file name', 'a config file'],
    ['missing.ts', 'no such file', 'a config file'],
    ['folder.ts', 'a folder, or something else that is no file', 'a config file'],
  ])('is refused: %p', (name, found, allowed) => {
    const file = name === '' ? '' : join(folder, name);
    expect(errorOf(file).issues).toEqual([
      {
        path: file === '' ? '(no file)' : file,
        found,
        allowed,
        fix: 'create platform.config.ts, or set PLATFORM_CONFIG to the path of the config',
      },
    ]);
  });

  it.each([
    ['config.yaml', 'a .yaml file'],
    ['config', 'a file without extension'],
  ])('is refused for its extension: %s', (name, found) => {
    expect(errorOf(write(name, good)).issues).toMatchObject([
      { found, allowed: '.ts, .cts, .mts, .js, .cjs, .mjs or .json' },
    ]);
  });
});

describe('a JSON file with a mistake in its syntax', () => {
  it.each([
    ['empty', '', ':1:1', 'value expected'],
    ['with a comma too many', '{\n  "name": "shop",\n}', ':3:1', 'property name expected'],
    ['with a comma too few', '{\n  "name": "shop"\n  "region": "x"\n}', ':3:3', 'comma expected'],
    ['that ends early', '{\n  "name": "shop"\n', ':3:1', 'close brace expected'],
    ['with a comment', '// config\n{}', ':1:1', 'invalid comment token'],
    ['with something after its end', '{}\n{}', ':2:1', 'end of file expected'],
  ])('is refused with line and column: %s', (_case, text, place, found) => {
    const file = write('syntax.json', text);
    expect(errorOf(file).issues).toMatchObject([{ path: `${file}${place}`, found, allowed: 'JSON' }]);
  });

  it('is refused when a name is given twice, since the first would be lost', () => {
    const file = write('twice.json', `{\n  "a": {},\n  "b": { "c": 1, "d": 2,\n    "c": 3 } }`);
    expect(errorOf(file).issues).toEqual([
      {
        path: `${file}:4:5`,
        found: 'the name "c" for the second time in one object',
        allowed: 'each name once',
        fix: 'remove one of the two, or rename it',
      },
    ]);
  });

  it('shows nothing of its text, which may be a secret', () => {
    expect(errorOf(write('leak.json', '{ "secrets": { "TOKEN": "hunter2 }')).message).not.toContain('hunter2');
  });
});

describe('a module without a config', () => {
  it.each([
    ['no export', 'export {};'],
    ['no export', ''],
    ['no default export, only config', `export const config = ${good};`],
    ['a promise as default export', `export default Promise.resolve(${good});`],
    ['a function as default export', `export default () => (${good});`],
  ])('is refused: %s', (found, text) => {
    const file = write(`export-${String(text.length)}.ts`, text);
    expect(errorOf(file).issues).toEqual([
      {
        path: file,
        found,
        allowed: 'the config itself as default export',
        fix: 'write: export default definePlatform({ ... });',
      },
    ]);
  });

  it.each([
    ['null', 'null'],
    ['"shop"', '"shop"'],
    ['undefined', 'nothing'],
  ])('is refused like any other wrong config: export default %s', (text, found) => {
    expect(errorOf(write(`wrong-${text.length}.ts`, `export default ${text};`)).issues).toMatchObject([
      { path: '(the whole config)', found },
    ]);
  });
});

describe('a module that cannot be run, under tsx as the commands run it', () => {
  const broken: readonly (readonly [string, string, string, string])[] = [
    [
      'syntax.ts',
      'const a = 1;\n\nexport default { name: "x" ;',
      ':3:28',
      'a syntax error: Expected "}" but found ";"',
    ],
    ['syntax.mjs', 'export default {\n  name: "x" ;', ':2:13', 'a syntax error: Expected "}" but found ";"'],
    ['syntax.cjs', 'module.exports = {\n  name: "x" ;', ':2', "SyntaxError: Unexpected token ';'"],
    ['throws.ts', 'const a = 1;\n\nthrow new Error("boom\\nat once");\nexport default a;', ':3:7', 'Error: boom'],
    [
      'undefined.ts',
      'const a: any = undefined;\nexport default a.b.c;',
      ':2:18',
      "TypeError: Cannot read properties of undefined (reading 'b')",
    ],
    ['missing-import.ts', 'import a from "./nowhere";\nexport default a;', '', "Error: Cannot find module './nowhere'"],
    [
      'waits.ts',
      'export default await Promise.resolve({});',
      ':1:16',
      'a syntax error: Top-level await is currently not supported with the "cjs" output format',
    ],
    ['text.cjs', 'throw "boom";', '', 'a thrown value that is no error: "boom"'],
    ['object.cjs', 'throw Object.create(null);', '', 'a thrown value that is no error: an empty object'],
  ];
  const esm = ['good.mjs', 'good.mts', 'good.js', 'good.ts'];
  const results = new Map<string, { name?: string; message?: string; issues?: readonly object[] }>();

  beforeAll(() => {
    for (const [name, text] of broken) write(name, text);
    for (const name of esm) write(name, `export default ${good};`);
    write('imports.ts', 'import a from "./syntax";\nexport default a;');
    const files = [...broken.map(([name]) => name), ...esm, 'imports.ts'].map((name) => join(folder, name));
    const script = join(root, '__tests__/helpers/print-load-results.ts');
    const output = execFileSync(process.execPath, ['--import', 'tsx', script, ...files], {
      cwd: root,
      encoding: 'utf8',
    });
    output
      .trim()
      .split('\n')
      .forEach((line, index) => {
        results.set(files[index]?.slice(folder.length + 1) ?? '', JSON.parse(line) as object);
      });
  });

  it.each(broken)('is refused with its line: %s', (name, _text, place, found) => {
    expect(results.get(name)?.issues).toEqual([
      {
        path: `${join(folder, name)}${place}`,
        found,
        allowed: 'a module that loads without an error',
        fix: 'correct the file at this place, or what it imports',
      },
    ]);
  });

  it('never shows a stack trace', () => {
    for (const [name] of broken) expect(results.get(name)?.message).not.toMatch(/\n\s+at /);
  });

  it('is refused with the place in the file that it imports', () => {
    expect(results.get('imports.ts')?.issues).toMatchObject([
      { path: `${join(folder, 'syntax.ts')}:3:28`, found: 'a syntax error: Expected "}" but found ";"' },
    ]);
  });

  it.each(esm)('is loaded when it is right: %s', (name) => {
    expect(results.get(name)).toEqual({ name: 'shop' });
  });
});
