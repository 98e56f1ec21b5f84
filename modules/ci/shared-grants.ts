import { regionalArn, type AwsPlace } from '../../platform/arns';
import { nameBeginning } from '../../platform/naming';
import { encryptRepositories } from '../encryption/key-grants';
import type { PolicyStatement } from '../iam/policy-document';
import { changeLogGroups, manageBuckets } from './deploy-grants';
import { artifactBuckets } from './shared-boundary';

/** What a role deploys that all environments share. */
export interface SharedScope extends AwsPlace {
  /** Name of the platform. */
  readonly platform: string;
  /** Buckets of bootstrap, which stay as they are. */
  readonly keptBucketArns: readonly string[];
  /** Alias of the KMS key that new repositories are encrypted with. @default - a key of AWS */
  readonly keyAlias?: string | undefined;
}

/**
 * Makes, changes and destroys what all environments share. It changes how
 * images are built, kept and released; it builds, pushes, releases and approves none.
 */
export function manageShared(scope: SharedScope): PolicyStatement[] {
  const projects = `${nameBeginning('buildProject', scope.platform)}*`;
  const buckets = manageBuckets([artifactBuckets(scope)]);
  return [
    ...managePipelines(scope),
    {
      sid: 'ManageProjects',
      actions: ['CreateProject', 'DeleteProject', 'UpdateProject'].map((action) => `codebuild:${action}`),
      resources: [regionalArn(scope, 'codebuild', `project/${projects}`)],
    },
    {
      sid: 'ManageRepositories',
      actions: REPOSITORY_ACTIONS,
      resources: [regionalArn(scope, 'ecr', `repository/${nameBeginning('repository', scope.platform)}*`)],
    },
    changeLogGroups([regionalArn(scope, 'logs', `log-group:/aws/codebuild/${projects}`)]),
    buckets,
    { ...buckets, sid: 'LeaveStateBucket', effect: 'Deny', resources: scope.keptBucketArns },
    ...(scope.keyAlias === undefined ? [] : encryptRepositories({ ...scope, aliases: [scope.keyAlias] })),
  ];
}

function managePipelines(scope: SharedScope): PolicyStatement[] {
  const pipelines = `${nameBeginning('pipeline', scope.platform)}*`;
  return [
    {
      sid: 'ManagePipelines',
      actions: [
        'codepipeline:CreatePipeline',
        'codepipeline:DeletePipeline',
        'codepipeline:DeleteWebhook',
        'codepipeline:PutWebhook',
        'codepipeline:TagResource',
        'codepipeline:UntagResource',
        'codepipeline:UpdatePipeline',
      ],
      resources: [pipelines, `webhook:${pipelines}`].map((name) => regionalArn(scope, 'codepipeline', name)),
    },
  ];
}

/** The settings of a repository, and none of its images. */
const REPOSITORY_ACTIONS = [
  'CreateRepository',
  'DeleteLifecyclePolicy',
  'DeleteRepository',
  'PutImageScanningConfiguration',
  'PutImageTagMutability',
  'PutLifecyclePolicy',
  'TagResource',
  'UntagResource',
].map((action) => `ecr:${action}`);
