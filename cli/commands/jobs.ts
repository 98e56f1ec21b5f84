import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadPlatform } from '../../config/load';
import { configFileOf } from '../project';
import { deployJobs } from '../reviewed/jobs';
import { stateLocation } from '../stacks/manifest';
import { synthesize } from '../synth/synthesize';
import { print, type AddCommand } from './command';
import { load } from './load';
import { tellIds } from './tell-ids';

/** Without a review, nothing is asked of AWS: its client would be loaded for nothing. */
function loadDownloadList(): typeof import('../reviewed/download-list').downloadList {
  return (load('../reviewed/download-list') as typeof import('../reviewed/download-list')).downloadList;
}

/** `npm run jobs`: what the deploy workflow runs, as JSON on one line. */
export const addJobs: AddCommand = (program, { paths, env }) => {
  program
    .command('jobs')
    .description('print the jobs of the deploy workflow and the roles that they assume, as JSON')
    .option('--reviewed <commit>', 'only what the review of this commit found changes in')
    .action(async ({ reviewed }: { reviewed?: string }) => {
      const platform = loadPlatform(configFileOf(env));
      const output = await mkdtemp(path.join(tmpdir(), 'jobs-'));
      try {
        const stacks = await synthesize({ paths, env, output: path.join(output, 'cdktf.out') });
        const { jobs, ...rest } = deployJobs(platform, stacks);
        const [stack] = stacks;
        const wanted =
          reviewed === undefined || stack === undefined
            ? undefined
            : await loadDownloadList()(reviewed, stateLocation(stack), env);
        const chosen = wanted === undefined ? jobs : deployJobs(platform, stacks, wanted).jobs;
        print(JSON.stringify({ ...rest, jobs: chosen }));
        await tellIds(platform, env);
      } finally {
        await rm(output, { recursive: true, force: true });
      }
    });
};
