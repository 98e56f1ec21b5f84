/** The role that the actions of a pipeline are made with. */
export const PIPELINE_ROLE = 'shop-hello-pipeline';

/** The role that images are built with. */
export const BUILD_ROLE = 'shop-hello-build';

/** The role that releases are made with. */
export const RELEASE_ROLE = 'shop-hello-record';

/** The role that deployments to dev are recorded with. */
export const RECORD_ROLE = 'shop-hello-record-dev';

/** The role that tasks are started with. */
export const EXECUTION_ROLE = 'shop-dev-hello-execution';

/** Actions that a role needs for a stage. */
export interface NeededActions {
  readonly stage: string;
  readonly role: string;
  /** In the order in which they are asked for: what comes before the one that is missing is done already. */
  readonly actions: readonly string[];
}

/** Without any one of these a delivery fails in that stage. */
export const NEEDED: readonly NeededActions[] = [
  { stage: 'Source', role: PIPELINE_ROLE, actions: ['s3:GetBucketVersioning', 's3:PutObject', 'kms:GenerateDataKey'] },
  { stage: 'Build', role: PIPELINE_ROLE, actions: ['codebuild:StartBuild', 'codebuild:BatchGetBuilds'] },
  {
    stage: 'Build',
    role: BUILD_ROLE,
    actions: [
      'logs:CreateLogStream',
      's3:GetObject',
      'kms:Decrypt',
      'ecr:GetAuthorizationToken',
      'ecr:BatchCheckLayerAvailability',
      'ecr:InitiateLayerUpload',
      'ecr:UploadLayerPart',
      'ecr:CompleteLayerUpload',
      'ecr:PutImage',
      's3:PutObject',
      'kms:GenerateDataKey',
    ],
  },
  {
    stage: 'Build',
    role: RELEASE_ROLE,
    actions: [
      'logs:CreateLogStream',
      's3:GetObject',
      'kms:Decrypt',
      'ecr:DescribeImages',
      's3:PutObject',
      'kms:GenerateDataKey',
    ],
  },
  {
    stage: 'Deploy-dev',
    role: PIPELINE_ROLE,
    actions: [
      's3:GetObject',
      'kms:Decrypt',
      'ecs:DescribeServices',
      'ecs:DescribeTaskDefinition',
      'ecs:RegisterTaskDefinition',
      'ecs:TagResource',
      'iam:PassRole',
      'ecs:UpdateService',
    ],
  },
  {
    stage: 'Deploy-dev',
    role: RECORD_ROLE,
    actions: [
      'logs:CreateLogStream',
      's3:GetObject',
      'kms:Decrypt',
      'codepipeline:ListActionExecutions',
      'ecs:ListServiceDeployments',
      'ecs:DescribeServiceRevisions',
      'ecs:DescribeTaskDefinition',
      'ecs:DescribeServiceDeployments',
      'ecs:DescribeServices',
      'ecr:DescribeImages',
      'ecr:BatchGetImage',
      'ecr:PutImage',
      'ssm:GetParameterHistory',
      'ssm:PutParameter',
    ],
  },
  {
    stage: 'Deploy-dev',
    role: EXECUTION_ROLE,
    actions: [
      'logs:CreateLogStream',
      'ecr:GetAuthorizationToken',
      'ecr:BatchCheckLayerAvailability',
      'ecr:BatchGetImage',
      'ecr:GetDownloadUrlForLayer',
    ],
  },
];

/** Without any one of these a first release is not prepared, in this order; what later ones need, too, is above. */
export const NEEDED_FIRST: NeededActions = {
  stage: 'Deploy-dev',
  role: RECORD_ROLE,
  actions: ['ecs:RegisterTaskDefinition', 'ecs:TagResource', 'iam:PassRole', 'ecs:UpdateService'],
};

/** S3 asks for it only where an artifact is read by its version; the guides of both services have it in their policies. */
const BY_VERSION = { 's3:GetObjectVersion': 'artifacts may be read by version' };
const LOGGING = { 'logs:PutLogEvents': 'without it the log is missing, and nothing fails' };

/** What the roles are granted although a delivery here succeeds without: why all the same. */
export const SPARED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [PIPELINE_ROLE]: {
    ...BY_VERSION,
    's3:GetBucketAcl': "in the policy of CodePipeline's guide",
    's3:GetBucketLocation': "in the policy of CodePipeline's guide",
  },
  [BUILD_ROLE]: { ...BY_VERSION, ...LOGGING, 'ecr:BatchGetImage': 'docker asks whether it pushes what is there' },
  [RELEASE_ROLE]: { ...BY_VERSION, ...LOGGING },
  [RECORD_ROLE]: {
    ...BY_VERSION,
    ...LOGGING,
    'ecr:BatchDeleteImage': 'for the tags of the eleventh release and of builds',
    'ecs:DeregisterTaskDefinition': 'for a deployment that failed',
  },
  [EXECUTION_ROLE]: LOGGING,
};

/** The actions of {@link NEEDED}, {@link NEEDED_FIRST} and {@link SPARED} of a role, once each. */
export function explainedActions(role: string): string[] {
  const needed = [...NEEDED, NEEDED_FIRST].filter((each) => each.role === role).flatMap(({ actions }) => actions);
  return [...new Set([...needed, ...Object.keys(SPARED[role] ?? {})])].sort();
}
