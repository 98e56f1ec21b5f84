import type { CodepipelineStage, CodepipelineStageAction } from '@cdktf/provider-aws/lib/codepipeline';
import { ARTIFACTS } from './artifacts';
import { environmentVariables, NAMESPACES, RELEASE_TAG } from './variables';

/** A branch of a GitHub repository. */
export interface GithubSource {
  /** GitHub user or organization. */
  readonly owner: string;
  readonly repository: string;
  /** The branch whose commits are delivered. */
  readonly branch: string;
  /** A personal access token with the scopes repo and admin:repo_hook; a reference to a sensitive value. */
  readonly token: string;
}

/** Name of the source action, which webhooks start. */
export const SOURCE_ACTION = 'Source';

/** The stage that fetches the commit. */
export function sourceStage({ owner, repository, branch, token }: GithubSource): CodepipelineStage {
  const action = {
    name: SOURCE_ACTION,
    namespace: NAMESPACES.source,
    category: 'Source',
    owner: 'ThirdParty',
    provider: 'GitHub',
    version: '1',
    outputArtifacts: [ARTIFACTS.source],
    configuration: {
      Owner: owner,
      Repo: repository,
      Branch: branch,
      OAuthToken: token,
      // The webhook starts the pipeline; with polling every commit would start it twice.
      PollForSourceChanges: 'false',
    },
  };
  return { name: 'Source', action: [action] };
}

/** The stage that builds the image, and then makes a release of it. @param names of the projects that do so */
export function buildStage(names: { readonly build: string; readonly release: string }): CodepipelineStage {
  return { name: 'Build', action: [build(names.build), verify(names.release)] };
}

/** It has no namespace: what a build exports is not used. */
function build(projectName: string): CodepipelineStageAction {
  return {
    ...runOf(projectName),
    name: 'Build',
    runOrder: 1,
    inputArtifacts: [ARTIFACTS.source],
    outputArtifacts: [ARTIFACTS.build],
  };
}

function verify(projectName: string): CodepipelineStageAction {
  return {
    ...runOf(projectName),
    name: 'Verify',
    namespace: NAMESPACES.release,
    runOrder: 2,
    inputArtifacts: [ARTIFACTS.build],
    outputArtifacts: [ARTIFACTS.release],
  };
}

function runOf(projectName: string): Omit<CodepipelineStageAction, 'name'> {
  return {
    category: 'Build',
    owner: 'AWS',
    provider: 'CodeBuild',
    version: '1',
    configuration: {
      ProjectName: projectName,
      EnvironmentVariables: environmentVariables({ RELEASE_TAG }),
    },
  };
}
