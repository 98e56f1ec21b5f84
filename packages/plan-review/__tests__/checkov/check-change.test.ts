import { checkChange } from 'plan-review/checkov/check-change';
import { temporaryFolder } from '../../../../__tests__/helpers/temporary-folder';

const queue = { aws_sqs_queue: { jobs: { name: 'jobs', sqs_managed_sse_enabled: true } } };

const folder = temporaryFolder();

describe('checkov that cannot be run', () => {
  const install = (): Promise<string> => Promise.reject(new Error('no Python'));
  const stacks = [{ stack: 'dev-web', head: { resource: queue } }];

  it('is reported as a finding of the review', async () => {
    const change = checkChange({ stacks, env: {}, work: folder.path(), install });
    await expect(change).resolves.toMatchObject({
      findings: [{ rule: 'checkov-not-run', severity: 'note', detail: expect.stringContaining('no Python') as string }],
    });
  });

  it('is refused if it is required', async () => {
    const change = checkChange({ stacks, env: {}, work: folder.path(), install, isRequired: true });
    await expect(change).rejects.toThrow('checkov could not be run: no Python');
  });

  it('is not needed where no stack changes', async () => {
    const change = checkChange({ stacks: [], env: {}, work: folder.path(), install });
    await expect(change).resolves.toEqual({ findings: [], fixedCount: 0 });
  });
});
