import path from 'node:path';
import { copyFileSync } from 'node:fs';
import { differingStacks, readBytes } from '../../../cli/start/same-bytes';
import { readStacks } from '../../../cli/stacks/manifest';
import { synthesize } from '../../../cli/synth/synthesize';
import { temporaryFolder } from '../../helpers/temporary-folder';
import { copyOf, ended, npx } from '../helpers/installed-project';
import { paths, useRunFolder } from '../helpers/run-folder';

/** A plan that destroys a log group. */
const PLAN = path.join(
  paths.root,
  'packages/plan-review/__tests__/fixtures/plans/plans/terraform-1.11.4/everything.json',
);

/**
 * What a user does without deploying.
 * @param project folder of a project as init writes it, with the test of docs/packages.md; known once tests run
 */
export function userProject(project: () => string): void {
  const fileOfRun = useRunFolder();
  // Outside this repository, so that Node.js does not find its packages.
  const outside = temporaryFolder();

  describe('a project as init writes it', () => {
    it('passes the compiler', async () => {
      expect(ended(await npx(project(), ['tsc']))).toBe('0');
    });

    it('tests its platform, and a construct as docs/packages.md does, with the matchers of cdktf', async () => {
      const result = await npx(project(), ['jest']);
      expect(ended(result)).toBe('0');
      expect(result.stderr).toContain('Test Suites: 2 passed, 2 total');
    });

    it('prints its config and synthesizes its stacks', async () => {
      const { stdout } = await npx(project(), ['fargate-delivery', 'config']);
      expect(JSON.parse(stdout)).toMatchObject({ name: 'shop', services: { hello: { repository: 'hello' } } });
      const synth = await npx(project(), ['fargate-delivery', 'synth']);
      expect(ended(synth)).toBe('0');
      expect(synth.stdout.trim().split('\n').sort()).toEqual([
        'bootstrap',
        'dev-cluster',
        'dev-gateway',
        'dev-hello',
        'dev-network',
        'hello-pipeline',
        'hello-registry',
      ]);
      expect(synth.stderr).not.toContain('longer than it has to');
    });

    it('writes for the sample the bytes that this repository writes', async () => {
      const config = 'sample-to-compare.config.ts';
      copyFileSync(path.join(paths.root, 'platform.config.ts'), path.join(project(), config));
      expect(ended(await npx(project(), ['fargate-delivery', 'synth'], { PLATFORM_CONFIG: config }))).toBe('0');
      const installed = await readBytes(await readStacks(path.join(project(), 'cdktf.out')));
      const sources = await readBytes(await synthesize({ paths, env: process.env, output: fileOfRun('cdktf.out') }));
      expect(installed.size).toBe(15);
      expect(differingStacks(installed, sources)).toEqual([]);
    });

    it('gets the command that installs embedded-aws where it is missing', async () => {
      const deploying = copyOf(project(), path.join(outside.path(), 'deploying'), 'embedded-aws');
      const { exitCode, stderr } = await npx(deploying, ['fargate-delivery', 'start']);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr:
          'This command needs packages that are not installed in this project: embedded-aws.\n' +
          'Install them beside fargate-delivery, in these versions: npm install --save-dev "embedded-aws@0.2.0"\n',
      });
      expect(ended(await npx(deploying, ['fargate-delivery', 'synth', '--only', 'bootstrap']))).toBe('0');
    });

    it('reviews a plan with plan-review', async () => {
      const { exitCode, stdout } = await npx(project(), ['plan-review', PLAN]);
      expect(exitCode).toBe(3);
      expect(stdout).toMatch(/^Dangerous: /);
    });
  });
}
