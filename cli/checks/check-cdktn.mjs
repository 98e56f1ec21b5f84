/**
 * Says what of this project would compile and synthesize with CDK Terrain (cdktn), the fork of cdktf: copies the
 * sources to a temporary folder, renames the imports, installs the packages of cdktn and tries. It reports, it does not
 * fail: found errors are printed and the exit code is 0; it is 1 only when nothing could be tried.
 *
 * `@cdktn/provider-github` is not published, so a stand-in with the two classes that this project uses takes its place.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stackIds } from '../../platform/stack-ids.ts';

const root = resolve(import.meta.dirname, '../..');
const cdktn = { cdktn: '0.24.0', '@cdktn/provider-aws': '25.7.0' };
const folders = ['config', 'platform', 'modules', 'stacks'];
const files = ['platform.config.ts'];

/** The stacks of the sample that are tried, one of each type. */
const stacks = [
  stackIds.bootstrap(),
  stackIds.network('dev'),
  stackIds.cluster('dev'),
  stackIds.registry('hello'),
  stackIds.service('dev', 'hello'),
  stackIds.pipeline('hello'),
  stackIds.gateway('dev'),
];

/** Synthesizes one stack with the synthesis of the framework; the fast one is made for one version of cdktf. */
const PROGRAM = `import { App } from 'cdktn';
import { loadPlatform } from './config/load';
import { addDeliverySystem } from './stacks/delivery-system';
const [id = ''] = process.argv.slice(2);
const app = new App({ outdir: 'out' });
addDeliverySystem(app, loadPlatform('platform.config.ts'), { only: new Set([id]) });
app.synth();
`;

/** Stands in for a class of the GitHub provider: hands its arguments on in snake case. */
const standIn = (name, base, type) => ({
  js: `const { ${base}, Token } = require('cdktn');
const rename = (key) => key.replace(/[A-Z]/g, (letter) => '_' + letter.toLowerCase());
const isObject = (value) => typeof value === 'object' && value !== null && !Token.isUnresolved(value);
const snake = (value) => {
  if (Array.isArray(value)) return value.map(snake);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [rename(key), snake(each)]));
};
exports.${name} = class extends ${base} {
  constructor(scope, id, config) {
    super(scope, id, {
      terraformResourceType: '${type}',
      terraformGeneratorMetadata: { providerName: 'github' },
      terraformProviderSource: 'integrations/github',
    });
    this.config = config;
  }
  synthesizeAttributes() { return snake(this.config); }
};
`,
  dts: `import { ${base} } from 'cdktn';
import type { Construct } from 'constructs';
export declare class ${name} extends ${base} { constructor(scope: Construct, id: string, config: Record<string, unknown>); }
`,
});

function run(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}` };
}

/** Copies the sources with the names of cdktn. */
function copySources(scratch) {
  for (const name of [...folders, ...files, 'tsconfig.json'])
    cpSync(join(root, name), join(scratch, name), { recursive: true });
  const sources = readdirSync(scratch, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.ts'));
  for (const path of sources) {
    const text = readFileSync(join(scratch, path), 'utf8');
    writeFileSync(join(scratch, path), text.replaceAll(/(['"])(@?)cdktf(?=\/provider-|\1)/g, '$1$2cdktn'));
  }
  writeFileSync(join(scratch, 'synth-one.ts'), PROGRAM);
  // What the config imports of the library; the rest of its entry is for the synthesis of cdktf.
  writeFileSync(join(scratch, 'index.ts'), "export { definePlatform } from './config/define-platform';\n");
  return sources;
}

/** Installs cdktn, constructs at the version that cdktn asks for, and what else the sources import. */
function installPackages(scratch, sources) {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const versions = { ...own.dependencies, ...own.devDependencies };
  const text = sources.map((path) => readFileSync(join(scratch, path), 'utf8')).join('\n');
  const imported = Object.keys(versions).filter((name) => text.includes(`'${name}'`) && name !== 'constructs');
  const types = imported.map((name) => `@types/${name}`).filter((name) => name in versions);
  const needed = [...imported, ...types, 'typescript', 'tsx', '@types/node'].map((name) => [name, versions[name]]);
  writeFileSync(
    join(scratch, 'package.json'),
    JSON.stringify({ private: true, dependencies: { ...Object.fromEntries(needed), ...cdktn } }),
  );
  return run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], scratch);
}

function addStandIns(scratch) {
  const folder = join(scratch, 'node_modules/@cdktn/provider-github/lib');
  const modules = {
    provider: standIn('GithubProvider', 'TerraformProvider', 'github'),
    'repository-webhook': standIn('RepositoryWebhook', 'TerraformResource', 'github_repository_webhook'),
  };
  for (const [name, { js, dts }] of Object.entries(modules)) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'index.js'), js);
    writeFileSync(join(folder, name, 'index.d.ts'), dts);
  }
}

/** The errors of the compiler by file. */
function compile(scratch) {
  const config = {
    extends: './tsconfig.json',
    include: [...folders.map((name) => `${name}/**/*.ts`), '*.ts'],
    compilerOptions: { types: ['node'], incremental: false, tsBuildInfoFile: null },
  };
  writeFileSync(join(scratch, 'tsconfig.check.json'), JSON.stringify(config));
  const { ok, output } = run('npx', ['tsc', '--noEmit', '-p', 'tsconfig.check.json'], scratch);
  const errors = output.split('\n').filter((line) => line.includes('error TS'));
  if (!ok && errors.length === 0) throw new Error(`the compiler did not run:\n${output}`);
  return errors;
}

function printCompiled(errors) {
  for (const name of [...folders, ...files]) {
    const found = errors.filter((line) => line.startsWith(name));
    console.log(`${name.padEnd(22)} ${found.length === 0 ? 'compiles' : `${found.length} errors`}`);
    for (const line of found) console.log(`  ${line}`);
  }
  const others = errors.filter((line) => ![...folders, ...files].some((name) => line.startsWith(name)));
  for (const line of others) console.log(`  ${line}`);
}

function printSynthesized(scratch) {
  for (const id of stacks) {
    const { ok, output } = run('npx', ['tsx', 'synth-one.ts', id], scratch);
    const reason = output.split('\n').find((line) => /Error|error/.test(line)) ?? output.slice(0, 200);
    console.log(`${id.padEnd(22)} ${ok ? 'synthesizes' : `fails: ${reason.trim()}`}`);
  }
}

const scratch = mkdtempSync(join(tmpdir(), 'cdktn-'));
try {
  const sources = copySources(scratch);
  const installed = installPackages(scratch, sources);
  if (installed.ok) {
    addStandIns(scratch);
    const { version } = JSON.parse(readFileSync(join(scratch, 'node_modules/constructs/package.json'), 'utf8'));
    console.log(
      `cdktn ${cdktn.cdktn}, @cdktn/provider-aws ${cdktn['@cdktn/provider-aws']}, constructs ${version}; provider-github: a stand-in\n`,
    );
    printCompiled(compile(scratch));
    console.log('');
    printSynthesized(scratch);
  } else {
    console.error(
      `npm install of cdktn failed, so nothing could be judged. Check the registry and try again.\n${installed.output.slice(-2000)}`,
    );
    process.exitCode = 1;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
