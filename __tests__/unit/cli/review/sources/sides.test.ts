import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectPaths, type ProjectPaths } from '../../../../../cli/project';
import { synthesizeSides, type Sides } from '../../../../../cli/review/sources/sides';
import { temporaryFolder } from '../../../../helpers/temporary-folder';

const temporary = temporaryFolder();
let paths: ProjectPaths;

/** An app that writes a stack for each name in the file `stacks`, as cdktf would; it fails if the file says so. */
const APP = `
const { readFileSync, mkdirSync, writeFileSync } = require('node:fs');
const names = readFileSync('stacks', 'utf8').trim().split(' ');
if (names.includes('broken')) { console.error('the config is wrong'); process.exit(1); }
const out = process.env.CDKTF_OUTDIR;
const stacks = {};
for (const name of names) {
  mkdirSync(out + '/stacks/' + name, { recursive: true });
  const backend = { s3: { bucket: 'states', key: 'shop/' + name + '.tfstate', region: 'eu-central-1' } };
  writeFileSync(out + '/stacks/' + name + '/cdk.tf.json', JSON.stringify({ terraform: { backend, required_providers: {} } }));
  stacks[name] = { name, synthesizedStackPath: 'stacks/' + name + '/cdk.tf.json', workingDirectory: 'stacks/' + name, dependencies: [] };
}
writeFileSync(out + '/manifest.json', JSON.stringify({ stacks }));
`;

function git(...args: string[]): void {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd: paths.root, stdio: 'ignore' });
}

function commit(stacks: string): void {
  writeFileSync(join(paths.root, 'stacks'), stacks);
  git('add', '.');
  git('commit', '--message', stacks);
}

function synthesize(base: string, head: string): Promise<Sides> {
  const work = join(temporary.path(), 'work');
  return synthesizeSides({ paths, env: process.env, base, head, work, tell: () => undefined });
}

function namesOf({ stacks }: Sides['base']): string[] {
  return stacks.map(({ name }) => name);
}

beforeEach(() => {
  paths = projectPaths(join(realpathSync(temporary.path()), 'project'));
  mkdirSync(join(paths.root, 'node_modules'), { recursive: true });
  writeFileSync(join(paths.root, '.gitignore'), 'node_modules\n');
  writeFileSync(join(paths.root, 'package-lock.json'), '{}');
  writeFileSync(join(paths.root, 'app.js'), APP);
  writeFileSync(join(paths.root, 'cdktf.json'), JSON.stringify({ app: 'node app.js' }));
  git('init', '--initial-branch', 'main');
});

describe('the two sides of a review', () => {
  it('are synthesized each with its own sources', async () => {
    commit('network');
    git('switch', '--create', 'feature');
    commit('network service');
    const sides = await synthesize('main', 'feature');
    expect(namesOf(sides.base)).toEqual(['network']);
    expect(namesOf(sides.head)).toEqual(['network', 'service']);
    expect(sides.baseProblem).toBeUndefined();
  });

  it('have a base without stacks, and the reason, if base does not synthesize', async () => {
    commit('broken');
    git('switch', '--create', 'feature');
    commit('network');
    const sides = await synthesize('main', 'feature');
    expect(namesOf(sides.base)).toEqual([]);
    expect(namesOf(sides.head)).toEqual(['network']);
    expect(sides.baseProblem).toContain('the config is wrong');
  });

  it('have a base without stacks if there was no such project yet', async () => {
    git('rm', '--cached', '-r', '--ignore-unmatch', '.');
    git('commit', '--allow-empty', '--message', 'nothing');
    git('switch', '--create', 'feature');
    commit('network');
    expect(await synthesize('main', 'feature')).toMatchObject({ baseProblem: 'It has no cdktf.json.' });
  });

  it('fail if head does not synthesize', async () => {
    commit('network');
    git('switch', '--create', 'feature');
    commit('broken');
    await expect(synthesize('main', 'feature')).rejects.toThrow('the config is wrong');
  });
});
