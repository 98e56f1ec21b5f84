import { readdirSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inWorkFolder } from 'plan-review/sources/work-folder';
import { projectPaths } from '../../../cli/project';
import { readPlanFiles } from '../../../cli/review/plan-files';
import { downloadPlans, uploadPlans } from '../../../cli/review/plan-storage';
import { reviewSynthesized } from '../../../cli/review/untrusted/review-synthesized';
import { stateLocation } from '../../../cli/stacks/manifest';
import { synthesize } from '../../../cli/synth/synthesize';
import { quietStep } from '../helpers/quiet-step';
import type { RehearsedPlatform } from '../helpers/rehearsed-platform';
import { PLATFORM, withService } from '../helpers/review/platforms';
import { review } from '../helpers/review/review-project';

/**
 * A change of one line in a repository of its own.
 * @param project folder in the folder of the run, with the committed config of what is deployed
 * @param configName name of the config in it
 */
export function reviewOfOneLine(deployed: RehearsedPlatform, project: string, configName: string): void {
  describe('the review of a change of one line in a deployed platform', () => {
    it('plans just the stack that it changes, with nothing made up, so that the plan can be applied', async () => {
      const { workspace } = deployed;
      const root = workspace.file(project);
      await writeFile(join(root, configName), JSON.stringify(withService({ cpu: 1024, memory: 2048 })));
      const env = { ...workspace.env, PLATFORM_CONFIG: configName };
      const { stacks, unchangedStackCount, verdict } = await review(root, env, workspace.file('plans'));

      expect(stacks.map(({ stack, placeholders }) => ({ stack, placeholders }))).toEqual([
        { stack: 'dev-hello', placeholders: [] },
      ]);
      expect(stacks[0]?.outcome).toEqual({
        kind: 'planned',
        counts: expect.objectContaining({ replace: 1 }) as object,
      });
      expect(unchangedStackCount).toBe(workspace.stacks.length - 1);
      expect(verdict).toBe('safe');
      const { plans } = await readPlanFiles(workspace.file('plans'));
      expect(plans).toMatchObject([{ stack: 'dev-hello', hasChanges: true, placeholders: false }]);
    });

    it('plans the same, without running the code of the change, from what another job synthesized', async () => {
      const { workspace } = deployed;
      const root = workspace.file(project);
      const [paths, env] = [projectPaths(root), { ...workspace.env, PLATFORM_CONFIG: configName }];
      const synthesized = workspace.file('synthesized');
      await synthesize({ paths, env, output: synthesized });
      const config = await readFile(join(root, configName), 'utf8');
      await writeFile(join(root, configName), JSON.stringify(PLATFORM));
      const made = await inWorkFolder(paths.work, (work) =>
        reviewSynthesized({
          ...{ paths, env, work, synthesized, plansFolder: workspace.file('plans-of-synthesized'), commit: '1a2b' },
          ...{ checksPolicy: false, step: quietStep, tell: () => undefined },
        }),
      );
      await writeFile(join(root, configName), config);

      const { stacks, findings, verdict } = made.review;
      expect(findings.map(({ rule }) => rule)).not.toContain('not-reviewable');
      expect(stacks).toMatchObject([{ stack: 'dev-hello', outcome: { kind: 'planned', counts: { replace: 1 } } }]);
      expect(verdict).toBe('safe');
      expect(made.review.head.commit).toBe('1a2b');
      const hashOf = async (folder: string): Promise<unknown> => (await readPlanFiles(folder)).plans[0]?.jsonSha256;
      expect(await hashOf(workspace.file('plans-of-synthesized'))).toBe(await hashOf(workspace.file('plans')));
    });

    it('keeps its plans in the state bucket, encrypted, from where a deployment of the commit gets them', async () => {
      const { workspace } = deployed;
      const location = stateLocation(workspace.bootstrap.stack);
      const place = await uploadPlans(workspace.file('plans'), '1a2b', location, workspace.env);
      expect(place).toBe(`s3://${location.bucket}/reviews/1a2b/`);
      const folder = workspace.file('downloaded');
      await downloadPlans(folder, '1a2b', location, workspace.env);
      expect(readdirSync(folder).sort()).toEqual(readdirSync(workspace.file('plans')).sort());
      expect(await readPlanFiles(folder)).toEqual(await readPlanFiles(workspace.file('plans')));
      expect(statSync(join(folder, 'dev-hello.tfplan')).mode & 0o777).toBe(0o600);
      await expect(downloadPlans(folder, 'ffff', location, workspace.env)).rejects.toThrow('no reviewed plans of ffff');
    });
  });
}
