import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inWorkFolder } from 'plan-review/sources/work-folder';
import { projectPaths } from '../../../cli/project';
import { makeRecord, type MadeReview } from '../../../cli/review/record/make-record';
import { reviewRecord, type StackRecord } from '../../../cli/review/record/record';
import { reviewSynthesized } from '../../../cli/review/untrusted/review-synthesized';
import { synthesize } from '../../../cli/synth/synthesize';
import { quietStep } from '../helpers/quiet-step';
import type { RehearsedPlatform } from '../helpers/rehearsed-platform';
import { PLATFORM, withService } from '../helpers/review/platforms';
import { reviewWhole } from '../helpers/review/review-project';
import { testKey } from '../../helpers/mac-key';

const COMMIT = '1a2b'.repeat(10);

/** What the record of a review says of its stacks. */
async function recorded(made: MadeReview | undefined): Promise<readonly StackRecord[]> {
  if (made === undefined) throw new Error('nothing was planned');
  return reviewRecord.parse(await makeRecord(made, { isAccepted: false }, testKey())).stacks;
}

/**
 * A change of one line in a repository of its own.
 * @param project folder in the folder of the run, with the committed config of what is deployed
 * @param configName name of the config in it
 */
export function reviewOfOneLine(deployed: RehearsedPlatform, project: string, configName: string): void {
  describe('the review of a change of one line in a deployed platform', () => {
    let hash: string | undefined;

    it('plans just the stack that it changes, with nothing made up, and records what it does', async () => {
      const { workspace } = deployed;
      const root = workspace.file(project);
      await writeFile(join(root, configName), JSON.stringify(withService({ cpu: 1024, memory: 2048 })));
      const env = { ...workspace.env, PLATFORM_CONFIG: configName };
      const { review, made } = await reviewWhole(root, env);
      const { stacks, unchangedStackCount, verdict } = review;

      expect(stacks.map(({ stack, placeholders }) => ({ stack, placeholders }))).toEqual([
        { stack: 'dev-hello', placeholders: [] },
      ]);
      expect(stacks[0]?.outcome).toEqual({
        kind: 'planned',
        counts: expect.objectContaining({ replace: 1 }) as object,
      });
      expect(unchangedStackCount).toBe(workspace.stacks.length - 1);
      expect(verdict).toBe('safe');

      const [stack, ...others] = await recorded(made);
      expect(others).toEqual([]);
      expect(stack).toMatchObject({ stack: 'dev-hello', hasChanges: true });
      hash = stack?.jsonSha256;
      expect(stack?.providers.map(({ source }) => source)).toContain('registry.terraform.io/hashicorp/aws');
      const task = stack?.changes.find(({ action }) => action === 'replace');
      expect(task?.address).toMatch(/^aws_ecs_task_definition\./);
      expect(task?.values).toMatchObject({
        cpu: {},
        'container_definitions[0].image': {},
        revision: { after: 'unknown' },
      });
    });

    it('plans the same, without running the code of the change, from what another job synthesized', async () => {
      const { workspace } = deployed;
      const root = workspace.file(project);
      const [paths, env] = [projectPaths(root), { ...workspace.env, PLATFORM_CONFIG: configName }];
      const synthesized = workspace.file('synthesized');
      await synthesize({ paths, env, output: synthesized });
      const config = await readFile(join(root, configName), 'utf8');
      await writeFile(join(root, configName), JSON.stringify(PLATFORM));
      const { review, record } = await inWorkFolder(paths.work, async (work) => {
        const { review, made } = await reviewSynthesized({
          ...{ paths, env, work, synthesized, commit: COMMIT },
          ...{ checksPolicy: false, step: quietStep, tell: () => undefined },
        });
        return { review, record: await recorded(made) };
      });
      await writeFile(join(root, configName), config);

      const { stacks, findings, verdict } = review;
      expect(findings.map(({ rule }) => rule)).not.toContain('not-reviewable');
      expect(stacks).toMatchObject([{ stack: 'dev-hello', outcome: { kind: 'planned', counts: { replace: 1 } } }]);
      expect(verdict).toBe('safe');
      expect(review.head.commit).toBe(COMMIT);
      expect(record[0]?.jsonSha256).toBe(hash);
    });
  });
}
