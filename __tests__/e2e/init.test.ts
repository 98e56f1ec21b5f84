import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectFiles } from '../../cli/init/project-files';
import { EXAMPLES, VALUE_NAMES } from '../../cli/init/values';
import { gitProject } from '../helpers/git-project';
import { temporaryFolder } from '../helpers/temporary-folder';
import { ended, init, installedProject, linkPackages, npx } from './helpers/installed-project';
import { runNpm } from '../helpers/npm-command';

jest.setTimeout(600_000);

/** Outside this repository, so that Node.js does not find its packages. */
const outside = temporaryFolder();

/** Every value of a project as an option. */
const VALUES = VALUE_NAMES.flatMap((name) => [`--${name}`, EXAMPLES[name]]);

/** What people do next. */
async function worksAsProject(folder: string): Promise<void> {
  linkPackages(installedProject(), folder);
  expect(ended(await runNpm(['run', '--silent', 'config'], {}, folder))).toBe('0');
  expect(ended(await npx(folder, ['tsc', '--noEmit']))).toBe('0');
  const synth = await npx(folder, ['fargate-delivery', 'synth']);
  expect(ended(synth)).toBe('0');
  expect(synth.stdout).toContain('dev-hello\n');
}

describe('npx fargate-delivery init, from the tarball', () => {
  it('makes of an empty folder a project that can be compiled, tested and synthesized', async () => {
    const folder = path.join(outside.path(), 'shop');
    mkdirSync(folder);
    const made = await init(folder, VALUES);
    expect(ended(made)).toBe('0');
    expect(made.stdout).toContain('npm start');
    for (const { path: file, text } of projectFiles(EXAMPLES, projectIdOf(folder))) {
      expect({ file, text: readFileSync(path.join(folder, file), 'utf8') }).toEqual({ file, text });
    }
    const scripts = path.join(folder, '.github/scripts');
    const modes = readdirSync(scripts).map((name) => statSync(path.join(scripts, name)).mode & 0o111);
    expect(modes).toEqual(modes.map(() => 0o111));
    await worksAsProject(folder);
    const listed = await npx(folder, ['cdktf', 'list']);
    expect(ended(listed)).toBe('0');
    expect(listed.stdout).toContain('hello-pipeline');
    const tested = await runNpm(['test'], {}, folder);
    expect(ended(tested)).toBe('0');
    expect(tested.stderr).toMatch(/Test Suites: 1 passed, 1 total/);
  });

  it('names packages that npm installs, in the versions of this one', () => {
    const project = installedProject();
    const installed = (name: string): unknown => packageJson(path.join(project, 'node_modules', name)).version;
    const { devDependencies = {} } = packageJson(project);
    const named = Object.entries(devDependencies).filter(([, version]) => !version.startsWith('file:'));
    expect(named).toHaveLength(12);
    expect(named.filter(([name, version]) => installed(name) !== version)).toEqual([]);
  });

  it('makes a project in the repository of a service, whose files stay, with what git says of it', async () => {
    const project = gitProject(path.join(outside.path(), 'repository'));
    project.git('remote', 'add', 'origin', 'git@github.com:example-org/hello.git');
    const own = {
      'package.json':
        '{\n\t"name": "hello",\n\t"type": "module",\n\t"scripts": {\n\t\t"start": "node server.js"\n\t}\n}\n',
      'README.md': '# Hello\n',
      '.gitignore': 'node_modules\ndist\n',
      'tsconfig.json': '{ "compilerOptions": { "noEmit": true, "types": ["node", "jest"] }, "include": ["*.ts"] }\n',
    };
    for (const [file, text] of Object.entries(own)) project.write(file, text);
    const made = await init(project.root, ['--yes', '--account', '123456789012', '--region', 'eu-central-1']);
    expect(ended(made)).toBe('0');
    const text = (file: string): string => readFileSync(path.join(project.root, file), 'utf8');
    expect(text('README.md')).toBe(own['README.md']);
    expect(text('tsconfig.json')).toBe(own['tsconfig.json']);
    expect(text('.gitignore').startsWith(`${own['.gitignore']}cdktf.out/\n`)).toBe(true);
    expect(text('package.json').startsWith(own['package.json'].replace('server.js"\n\t}\n}\n', 'server.js",\n'))).toBe(
      true,
    );
    expect(text('platform.config.ts')).toContain("owner: 'example-org'");
    expect(made.stdout).toContain('scripts.start: "node server.js", not "fargate-delivery start"');
    expect(made.stdout).toContain('  npx fargate-delivery start ');
    await worksAsProject(project.root);
    expect(ended(await npx(project.root, ['jest', '__tests__/platform.test.ts']))).toBe('0');
  });
});

function packageJson(folder: string): {
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly version?: string;
} {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as ReturnType<typeof packageJson>;
}

function projectIdOf(folder: string): string {
  const { projectId } = JSON.parse(readFileSync(path.join(folder, 'cdktf.json'), 'utf8')) as { projectId: string };
  return projectId;
}
