import type { ActionTypeId } from '@aws-sdk/client-codepipeline';

import type { ActionProvider } from '../action-context';
import { approve } from './approval';
import { build } from './codebuild';
import { deployToEcs } from './ecs-deploy';
import { fetchFromGithub } from './github-source';
import { fetchFromS3 } from './s3-source';

/** The kinds of actions that run here, by category, owner, provider and version. */
const PROVIDERS: Readonly<Record<string, ActionProvider>> = {
  'Source ThirdParty GitHub 1': fetchFromGithub,
  'Source AWS S3 1': fetchFromS3,
  'Build AWS CodeBuild 1': build,
  'Test AWS CodeBuild 1': build,
  'Approval AWS Manual 1': approve,
  'Deploy AWS ECS 1': deployToEcs,
};

/** @returns what runs actions of a type; undefined if the embedded AWS does not run them */
export function providerOf({ category, owner, provider, version }: ActionTypeId): ActionProvider | undefined {
  return PROVIDERS[[category, owner, provider, version].join(' ')];
}
