import { readdirSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPlanFiles } from '../../../cli/review/plan-files';
import { downloadPlans, uploadPlans } from '../../../cli/review/plan-storage';
import { stateLocation } from '../../../cli/stacks/manifest';
import type { RehearsedPlatform } from '../helpers/rehearsed-platform';
import { withService } from '../helpers/review/platforms';
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
