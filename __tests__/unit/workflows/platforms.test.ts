import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadPlatform } from '../../../config/load';
import { temporaryFolder } from '../../helpers/temporary-folder';
import { readWorkflow, type WorkflowJob } from '../../helpers/workflow';

const platforms = readWorkflow('platforms.yml');
const CALLED = ['review', 'deploy', 'drift'] as const;

/** What GitHub makes of an expression of inputs. Source: GitHub documentation, "Evaluate expressions": `&&`, `||`, `format`. */
function evaluated(text: string, inputs: Readonly<Record<string, string>>): string {
  return text
    .replace(
      /\$\{\{ inputs\.(\w+) \|\| ('?)([\w.]+)\2 \}\}/g,
      (_all, name: string, _quote, other: string) => inputs[name] ?? other,
    )
    .replace(/\$\{\{ inputs\.(\w+) && format\('([^']*)', inputs\.\1\) \}\}/g, (_all, name: string, format: string) =>
      inputs[name] === undefined ? '' : format.replace('{0}', inputs[name]),
    )
    .replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_all, name: string) => inputs[name] ?? '');
}

/** What two platforms of a repository must not have in common: everything in a workflow that is kept under a name. */
function namesIn(file: string, inputs: Readonly<Record<string, string>>): readonly string[] {
  const { concurrency, env, jobs } = readWorkflow(file);
  const ofJob = ({ environment, concurrency: own, steps }: WorkflowJob): readonly (string | undefined)[] => [
    environment?.startsWith('${{ matrix') === true ? undefined : environment,
    own?.group,
    ...steps.map((step) => step.env?.['CONTEXT']),
    ...steps.filter(({ uses = '' }) => /artifact@/.test(uses)).map((step) => String(step.with?.['name'])),
  ];
  return [concurrency?.group, env?.['PLATFORM_CONFIG'], ...Object.values(jobs).flatMap(ofJob)]
    .filter((name) => name !== undefined)
    .map((name) => evaluated(name, inputs));
}

const EU = { name: 'eu', config: 'platforms/eu.config.ts', prefix: 'eu-', role: 'arn:eu' };
const US = { name: 'us', config: 'platforms/us.config.ts', prefix: 'us-', role: 'arn:us' };

describe('the workflow of further platforms', () => {
  it('does nothing in a repository that has one platform', () => {
    expect(platforms.jobs['platforms']?.if).toContain("vars.PLATFORMS == 'several'");
    for (const name of CALLED) expect(platforms.jobs[name]?.needs).toBe('platforms');
  });

  it('runs when the branch of the configs changes, every night, by hand, and when a pull request was synthesized', () => {
    const branch = loadPlatform('platform.config.ts').ci?.branch ?? 'main';
    expect(platforms.on).toMatchObject({
      push: { branches: [branch] },
      schedule: [{ cron: expect.stringMatching(/^\d+ \d+ \* \* \*$/) as string }],
      workflow_run: { workflows: ['Synthesize'], types: ['completed'] },
    });
    expect(platforms.jobs['platforms']?.if).toContain(
      "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)",
    );
  });

  it.each(CALLED)('has each platform do what the first does, and no failure of one stops another: %s', (name) => {
    const { strategy, uses, with: inputs, secrets } = platforms.jobs[name] ?? {};
    expect({ strategy, uses, inputs, secrets }).toEqual({
      strategy: { 'fail-fast': false, matrix: { platform: '${{ fromJSON(needs.platforms.outputs.list) }}' } },
      uses: `./.github/workflows/${name}.yml`,
      inputs: Object.fromEntries(
        ['name', 'config', 'prefix', 'role'].map((each) => [each, `\${{ matrix.platform.${each} }}`]),
      ),
      secrets: 'inherit',
    });
  });

  it.each(CALLED)('gives %s what its jobs are allowed, and nothing else', (name) => {
    const called = readWorkflow(`${name}.yml`);
    const needed = Object.values(called.jobs).map(({ permissions = called.permissions }) =>
      Object.entries(permissions),
    );
    expect(platforms.jobs[name]?.permissions).toEqual(Object.fromEntries(needed.flat()));
  });

  it('reviews after a synthesis, deploys after a push and looks for drift at night', () => {
    const events = CALLED.map((name) =>
      platforms.jobs[name]?.if?.match(/workflow_run|push|workflow_dispatch|schedule/g),
    );
    expect(events).toEqual([['workflow_run'], ['push', 'workflow_dispatch'], ['schedule']]);
  });
});

describe.each(CALLED.map((name) => `${name}.yml`))('%s', (file) => {
  it('has names of its own for everything that is kept, in each platform', () => {
    const [first, eu, us] = [{}, EU, US].map((inputs) => namesIn(file, inputs));
    expect(eu?.length).toBeGreaterThan(2);
    for (const [one, other] of [
      [first, eu],
      [first, us],
      [eu, us],
    ]) {
      const matrixNames = /^(deploy-)?\$\{\{/;
      expect(one?.filter((name) => other?.includes(name) && !matrixNames.test(name))).toEqual([]);
    }
  });

  it('is, for the first platform, what it was when there was no other', () => {
    const names = namesIn(file, {});
    expect(names).toContain('platform.config.ts');
    expect(names.filter((name) => /undefined|inputs|--|\(\)/.test(name))).toEqual([]);
  });
});

describe('the synthesis of further platforms', () => {
  const { synthesize, others } = readWorkflow('synthesize.yml').jobs;
  const temporary = temporaryFolder();

  /** Runs the step that lists them as GitHub does. Source: GitHub Actions, "Workflow syntax", `shell`: `bash -e {0}`. */
  function listed(npm: string): { readonly code: number | null; readonly output: string } {
    const folder = temporary.path();
    const [script, output] = [join(folder, 'step.sh'), join(folder, 'output')];
    writeFileSync(join(folder, 'npm'), `#!/usr/bin/env bash\n${npm}\n`, { mode: 0o755 });
    writeFileSync(script, synthesize?.steps.find(({ id }) => id === 'others')?.run ?? 'exit 9');
    writeFileSync(output, '');
    const env = { ...process.env, GITHUB_OUTPUT: output, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
    const { status } = spawnSync('bash', ['-e', script], { encoding: 'utf8', env });
    return { code: status, output: readFileSync(output, 'utf8') };
  }

  it('begins with their list, and fails where platforms.json is refused', () => {
    expect(listed(`echo '[]'`)).toEqual({ code: 0, output: 'list=[]\n' });
    expect(listed('exit 3')).toEqual({ code: 3, output: '' });
  });

  it('goes on where that of one fails, so that the log has what is wrong in each', () => {
    expect(others?.strategy).toMatchObject({ 'fail-fast': false });
  });
});

describe('the list of platforms of a run', () => {
  const temporary = temporaryFolder();
  const script = resolve(__dirname, '../../../.github/scripts/list-platforms.sh');

  function list(ONLY: string): { readonly code: number | null; readonly out: string; readonly err: string } {
    const folder = temporary.path();
    const npm = join(folder, 'npm');
    writeFileSync(npm, `#!/usr/bin/env bash\necho '${JSON.stringify([EU, US])}'\n`);
    chmodSync(npm, 0o755);
    const env = { ...process.env, ONLY, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
    const { status, stdout, stderr } = spawnSync(script, { encoding: 'utf8', env });
    return { code: status, out: stdout, err: stderr };
  }

  it('is all of them, or the one that a person has named', () => {
    expect(list('')).toEqual({ code: 0, out: `list=${JSON.stringify([EU, US])}\n`, err: '' });
    expect(list('us')).toEqual({ code: 0, out: `list=${JSON.stringify([US])}\n`, err: '' });
  });

  it('is none, and the step fails, if there is no platform of that name', () => {
    expect(list('asia')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('no platform asia') as string,
    });
  });
});
