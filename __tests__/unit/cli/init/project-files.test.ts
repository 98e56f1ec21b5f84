import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFiles } from '../../../../cli/init/project-files';
import { SAME_FILES } from '../../../../cli/init/same-files';
import { wantedPackage } from '../../../../cli/init/wanted-package';
import { EXAMPLES } from '../../../../cli/init/values';
import { filesOf, PACKAGES, ROOT } from '../../../../scripts/packages';

const files = new Map(projectFiles(EXAMPLES, 'an-id').map(({ path: file, text }) => [file, text]));
const own = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

describe('the files of a project', () => {
  it('are those of the top level of this repository', () => {
    const [shared, others] = [
      [...SAME_FILES],
      [...files.keys()].filter((file) => !SAME_FILES.some((each) => each === file)),
    ];
    expect(shared.filter((file) => files.get(file) !== own(file))).toEqual([]);
    expect(
      others.map((file) => file.replace(/\.cjs$/, '.js')).filter((file) => !existsSync(path.join(ROOT, file))),
    ).toEqual([]);
  });

  it('have every workflow but that of the tests of this repository, and every script that a workflow runs', () => {
    const workflows = readdirSync(path.join(ROOT, '.github/workflows')).filter((name) => name !== 'ci.yml');
    expect(SAME_FILES.filter((file) => file.endsWith('.yml')).toSorted()).toEqual(
      workflows.map((name) => `.github/workflows/${name}`).toSorted(),
    );
    const run = workflows.flatMap(
      (name) => own(`.github/workflows/${name}`).match(/\.github\/scripts\/[\w-]+\.sh/g) ?? [],
    );
    expect(SAME_FILES.filter((file) => file.endsWith('.sh')).toSorted()).toEqual([...new Set(run)].toSorted());
  });

  it('have the scripts that the workflows run', () => {
    const texts = [...files].filter(([file]) => file.startsWith('.github/')).map(([, text]) => text);
    const run = texts.flatMap((text) => [...text.matchAll(/npm run --silent ([\w:]+)/g)].map(([, name = '']) => name));
    expect(run.length).toBeGreaterThan(5);
    const { scripts } = wantedPackage();
    expect(run.filter((name) => scripts[name] !== `fargate-delivery ${name}`)).toEqual([]);
  });

  it('are in the package, but for what is in package.json', () => {
    const packed = PACKAGES.filter(({ name }) => name === 'fargate-delivery').flatMap(filesOf);
    expect([...SAME_FILES, 'cdktf.json', 'help'].filter((file) => !packed.includes(file))).toEqual([]);
    expect(packed).toContain('cli/init/template/tsconfig.json');
    expect(packed).toContain('cli/init/template/jest.config.cjs');
  });

  it('have the cdktf.json of this repository with an id of their own', () => {
    const { projectId, ...rest } = JSON.parse(own('cdktf.json')) as Readonly<Record<string, unknown>>;
    expect(JSON.parse(files.get('cdktf.json') ?? '')).toEqual({ ...rest, projectId: 'an-id' });
    const ids = [1, 2].map(() => projectFiles(EXAMPLES).find((file) => file.path === 'cdktf.json')?.text);
    expect(new Set([...ids, projectId]).size).toBe(3);
  });

  it('have the help of this repository without what works on its sources', () => {
    const help = files.get('help') ?? '';
    const [common = ''] = own('help').split('  A project of your own:');
    expect(common.length).toBeGreaterThan(1_500);
    expect(help.startsWith(common)).toBe(true);
    expect(help).not.toMatch(/bench|cdktn|test:unit|init/);
    expect(help.endsWith(`${own('help').split('\n')[0] ?? ''}\n`)).toBe(true);
  });

  it('have no config where it is to stay as it is', () => {
    expect(projectFiles(undefined).map((file) => file.path)).not.toContain('platform.config.ts');
  });

  it('have the jest config that docs/packages.md shows', () => {
    expect(own('docs/packages.md')).toContain(`\`\`\`js\n${files.get('jest.config.cjs') ?? ''}\`\`\``);
  });
});
