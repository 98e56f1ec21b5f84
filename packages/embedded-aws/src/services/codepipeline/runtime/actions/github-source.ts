import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { unzip, zipFolder } from '../../../../files/zip';
import { ActionFailure } from '../action-failure';
import type { ActionContext, ActionProvider } from '../action-context';
import { required } from '../configuration';
import { recordSource, revisionOverride } from '../source-revision';
import { inTemporaryFolder } from '../temporary-folder';
import { downloadZip, type GithubCommit, type GithubRepository, readCommit } from './github-api';

/**
 * Fetches the newest commit of a branch, or the commit that the start of the execution named (CodePipeline User Guide,
 * "GitHub (via OAuth app) source action reference").
 */
export const fetchFromGithub: ActionProvider = async (context) => {
  const repository: GithubRepository = {
    apiUrl: context.runtime.githubUrl,
    owner: required(context, 'Owner'),
    name: required(context, 'Repo'),
    token: required(context, 'OAuthToken'),
    signal: context.signal,
  };
  const branch = required(context, 'Branch');
  const commit = await readCommit(repository, revisionOverride(context, 'COMMIT_ID') ?? branch);
  await storeFiles(context, repository, commit.sha);
  recordSource(context, {
    revisionId: commit.sha,
    revisionSummary: commit.message,
    revisionUrl: commit.url,
    created: Date.parse(commit.committerDate),
  });
  return { outputVariables: variablesOf(commit, branch, repository.name) };
};

function variablesOf(commit: GithubCommit, branch: string, repository: string): Record<string, string> {
  return {
    AuthorDate: commit.authorDate,
    BranchName: branch,
    CommitId: commit.sha,
    CommitMessage: commit.message,
    CommitterDate: commit.committerDate,
    CommitUrl: commit.url,
    RepositoryName: repository,
  };
}

/** Packs the files anew, without the folder that GitHub puts around them. */
async function storeFiles(context: ActionContext, repository: GithubRepository, sha: string): Promise<void> {
  const [output] = context.outputs;
  if (output === undefined) return;
  await inTemporaryFolder(context.runtime.folder, async (folder) => {
    const zip = path.join(folder, 'github.zip');
    await downloadZip(repository, sha, zip);
    const unpacked = path.join(folder, 'unpacked');
    await unzip(zip, unpacked);
    const [top] = await readdir(unpacked);
    if (top === undefined) throw new ActionFailure('RevisionUnavailable', `GitHub's zip file of ${sha} is empty.`);
    await context.store.write(output, await zipFolder(path.join(unpacked, top)));
  });
}
