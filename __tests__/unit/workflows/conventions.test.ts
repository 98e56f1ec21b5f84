import { readdirSync } from 'node:fs';
import { readWorkflow, workflowFolder } from '../../helpers/workflow';

describe.each(readdirSync(workflowFolder))('the workflow %s', (file) => {
  const { permissions, jobs: byName } = readWorkflow(file);
  const jobs = Object.values(byName);

  it('says what it may do, and may not write code', () => {
    expect(permissions['contents']).toBe('read');
    expect(jobs.filter((job) => job.permissions?.['contents'] === 'write')).toEqual([]);
  });

  it('has jobs that end some time', () => {
    expect(jobs.filter((job) => job['timeout-minutes'] === undefined)).toEqual([]);
  });

  it('uses actions of those who are known, each at a version', () => {
    const uses = jobs.flatMap(({ steps }) => steps.flatMap((step) => step.uses ?? []));
    expect(uses.filter((use) => !/^(actions|aws-actions|hashicorp)\/[\w-]+@(v\d+|[0-9a-f]{40})$/.test(use))).toEqual(
      [],
    );
  });

  it('puts no expression into a script, where its text could be a command', () => {
    const scripts = jobs.flatMap(({ steps }) => steps.flatMap((step) => step.run ?? []));
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });
});
