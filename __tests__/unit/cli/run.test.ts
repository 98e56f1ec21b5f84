import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../helpers/temporary-folder';

const folder = temporaryFolder();
const at = (name: string): string => path.join(folder.path(), name);

const LOCK = {
  packages: {
    '': { name: 'project' },
    'node_modules/tsx': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/for-other-systems': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  },
};

type Packages = Readonly<Record<string, { readonly version: string; readonly integrity: string }>>;

const INSTALLED: Packages = { 'node_modules/tsx': { version: '1.0.0', integrity: 'sha512-a' } };

/** Writes a file and the folders it is in. */
function write(name: string, content: string): void {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), content);
}

/** A project with the command runner, a `cli/main.ts` that prints a line, and an npm that only records its calls. */
beforeEach(() => {
  mkdirSync(at('cli'));
  for (const file of ['cli/run.mjs', 'cli/launch.mjs']) copyFileSync(path.join(__dirname, '../../..', file), at(file));
  write('cli/main.ts', "exports.main = () => console.log('main', process.argv.slice(2).join());");
  write('package-lock.json', JSON.stringify(LOCK));
  write('npm.js', NPM);
});

/** Installs a tsx that runs TypeScript without types; fails where a test wants it to. */
const NPM = `
const fs = require('fs');
fs.appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n');
if (fs.existsSync('offline')) process.exit(1);
fs.mkdirSync('node_modules/tsx', { recursive: true });
fs.writeFileSync('node_modules/tsx/cjs.js', "require.extensions['.ts'] = require.extensions['.js'];");
fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: ${JSON.stringify(INSTALLED)} }));
console.log('added 1 package');
`;

/** A stand-in for tsx: turns a default export into a named one and marks it, so that a test sees that tsx ran. */
const TRANSLATOR = `
const fs = require('fs');
require.extensions['.ts'] = require.extensions['.js'];
require.extensions['.js'] = (module, file) => {
  const code = fs.readFileSync(file, 'utf8').replace('export default', 'module.exports.default =');
  module._compile(code.replace("'as it is'", "'translated'"), file);
};
`;

/** What npm leaves when an installation is whole. @param packages as npm lists them */
function install(packages: Packages): void {
  write('node_modules/tsx/cjs.js', "require.extensions['.ts'] = require.extensions['.js'];");
  write('node_modules/.package-lock.json', JSON.stringify({ packages }));
}

function run(...args: string[]) {
  const env = { PATH: process.env['PATH'], npm_execpath: at('npm.js') };
  const result = spawnSync(process.execPath, [at('cli/run.mjs'), ...args], {
    cwd: folder.path(),
    env,
    encoding: 'utf8',
  });
  const installations = existsSync(at('npm.log')) ? readFileSync(at('npm.log'), 'utf8').trim().split('\n') : [];
  return { ...result, installations };
}

describe('an npm command', () => {
  test('runs at once where the packages are those of the lock file', () => {
    install(INSTALLED);
    expect(run('synth', '--x')).toMatchObject({ status: 0, stdout: 'main synth,--x\n', stderr: '', installations: [] });
  });

  test('first installs the packages on a new machine, says so, and keeps standard output free', () => {
    const result = run('synth');
    expect(result).toMatchObject({ status: 0, stdout: 'main synth\n' });
    expect(result.stderr).toContain('Installing the npm packages of package-lock.json (npm ci');
    expect(result.installations).toEqual(['ci --no-audit --no-fund --loglevel=error']);
  });

  test('installs again after an installation that was interrupted', () => {
    write('node_modules/tsx/half', '');
    expect(run().installations).toHaveLength(1);
  });

  test.each<[string, Packages]>([
    ['of another version', { 'node_modules/tsx': { version: '0.9.0', integrity: 'sha512-a' } }],
    ['with another content', { 'node_modules/tsx': { version: '1.0.0', integrity: 'sha512-z' } }],
    ['missing', {}],
    ['too many', { ...INSTALLED, 'node_modules/more': { version: '1.0.0', integrity: 'sha512-m' } }],
  ])('installs again where a package is %s', (_, packages) => {
    install(packages);
    expect(run()).toMatchObject({ status: 0, installations: [expect.stringMatching(/^ci /)] });
  });

  test('installs once, and the second time nothing', () => {
    run();
    expect(run().installations).toHaveLength(1);
  });

  test('says what to do where the packages cannot be installed, and runs nothing', () => {
    write('offline', '');
    const result = run('synth');
    expect(result).toMatchObject({ status: 1, stdout: '' });
    expect(result.stderr).toContain(
      'The npm packages could not be installed (npm ci). Check the network and run the same command again.',
    );
  });

  test('translates its own files, and of packages only what Node.js cannot load', () => {
    install(INSTALLED);
    write('node_modules/tsx/cjs.js', TRANSLATOR);
    write('node_modules/plain/index.js', "module.exports.default = 'as it is';");
    write('node_modules/es/package.json', '{ "type": "module" }');
    write('node_modules/es/index.js', "export default 'ES module';");
    write('cli/own.js', "export default 'as it is';");
    write(
      'cli/main.ts',
      "exports.main = () => { for (const name of ['plain', 'es', './own']) console.log(require(name).default); };",
    );
    expect(run()).toMatchObject({ status: 0, stderr: '', stdout: 'as it is\nES module\ntranslated\n' });
  });

  test('on a Node.js that is too old prints one sentence', () => {
    install(INSTALLED);
    write('old.cjs', "Object.defineProperty(process.versions, 'node', { value: '18.19.0' })");
    const result = spawnSync(process.execPath, ['--require', at('old.cjs'), at('cli/run.mjs')], { encoding: 'utf8' });
    expect(result).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'Node.js 18.19.0 is too old: install Node.js 20 or newer (nodejs.org).\n',
    });
  });
});

describe('the command runner', () => {
  test.each(['run', 'bin', 'launch'])('uses only syntax that old versions of Node.js support: %s', (name) => {
    const source = readFileSync(path.join(__dirname, '../../../cli', `${name}.mjs`), 'utf8');
    const code = source.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
    expect(code).not.toMatch(/\?\.|\?\?|^\s*await |'node:/m);
  });
});
