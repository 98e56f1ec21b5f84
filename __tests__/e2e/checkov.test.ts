import { readdir } from 'node:fs/promises';
import { checkChange } from 'plan-review/checkov/check-change';
import { checkovFolderOf, projectPaths } from '../../cli/project';
import { temporaryFolder } from '../helpers/temporary-folder';

/** Milliseconds; the first run installs checkov. */
const TIMEOUT_MS = 400_000;

const queue = { aws_sqs_queue: { jobs: { name: 'jobs', sqs_managed_sse_enabled: true } } };
const volume = { aws_ebs_volume: { data: { availability_zone: 'eu-central-1a', size: 1, encrypted: false } } };
const terraform = { required_version: '>= 1.10' };

const checkovFolder = checkovFolderOf(projectPaths());
const folder = temporaryFolder();

describe('checkov on a change', () => {
  it(
    'finds the volume without encryption that is new, of both a stack that changes and one that is new',
    async () => {
      const work = folder.path();
      const { findings, fixedCount } = await checkChange({
        stacks: [
          {
            stack: 'dev-web',
            base: { terraform, resource: queue },
            head: { terraform, resource: { ...queue, ...volume } },
          },
          { stack: 'dev-new', head: { terraform, resource: volume } },
          { stack: 'dev-old', base: { terraform, resource: volume } },
        ],
        ...{ checkovFolder, env: process.env, work, isRequired: true },
      });
      const unencrypted = findings.filter(({ title }) => title.includes('(CKV_AWS_3)'));
      expect(unencrypted).toMatchObject([
        {
          stack: 'dev-web',
          address: 'aws_ebs_volume.data',
          title: expect.stringMatching(/^Ensure .*encrypted/) as string,
        },
        { stack: 'dev-new', address: 'aws_ebs_volume.data' },
      ]);
      expect(findings.filter(({ address }) => address !== 'aws_ebs_volume.data')).toEqual([]);
      expect(fixedCount).toBeGreaterThan(0);
      expect(await readdir(work)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
