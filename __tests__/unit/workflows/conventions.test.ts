import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readWorkflow, workflowFolder } from '../../helpers/workflow';

describe.each(readdirSync(workflowFolder))('the workflow %s', (file) => {
  const { permissions, jobs: byName } = readWorkflow(file);
  const jobs = Object.values(byName);

  it('declares its permissions, and cannot write code', () => {
    expect(permissions['contents']).toBe('read');
    expect(jobs.filter((job) => job.permissions?.['contents'] === 'write')).toEqual([]);
  });

  it('has a time limit for every job', () => {
    expect(jobs.filter((job) => job['timeout-minutes'] === undefined)).toEqual([]);
  });

  it('uses actions of trusted owners only, pinned to a commit with the version beside it', () => {
    const uses = readFileSync(resolve(workflowFolder, file), 'utf8').match(/\buses: .*$/gm) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    const pinned = /^uses: (actions|aws-actions|hashicorp)\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    expect(uses.filter((use) => !pinned.test(use))).toEqual([]);
  });

  it('puts no expression into a script, where its value could run as a command', () => {
    const scripts = jobs.flatMap(({ steps }) => steps.flatMap((step) => step.run ?? []));
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });
});
