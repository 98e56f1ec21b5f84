import { areEqual } from '../../../plan/equality';
import { isHidden } from '../../reading/values';
import { removed, settingsRule, type Comparison } from '../settings';

/** Where resources name the role that they act in. */
const ROLES = [
  ['aws_ecs_task_definition', 'task_role_arn'],
  ['aws_ecs_task_definition', 'execution_role_arn'],
  ['aws_lambda_function', 'role'],
  ['aws_codebuild_project', 'service_role'],
  ['aws_codepipeline', 'role_arn'],
  ['aws_instance', 'iam_instance_profile'],
] as const;

const differs: Comparison = (before, after) =>
  before.length > 0 && after.length > 0 && !after.some(isHidden) && !areEqual(before, after);

/** The rights of a resource change, although no policy does. */
export const rightsExchanged = settingsRule({
  id: 'rights-exchanged',
  category: 'security',
  severities: ['dangerous', 'attention'],
  meaning: 'A role or user loses its permissions boundary or gets another one, or something acts in another role.',
  detail: 'No policy changes for that. Compare the permissions before and after.',
  settings: [
    {
      types: ['aws_iam_role', 'aws_iam_user'],
      path: 'permissions_boundary',
      isWorse: removed,
      fact: 'has no permissions boundary any more: only its policies limit it',
    },
    {
      types: ['aws_iam_role', 'aws_iam_user'],
      path: 'permissions_boundary',
      isWorse: differs,
      fact: 'has another permissions boundary',
      severity: 'attention',
    },
    ...ROLES.map(([type, path]) => ({
      types: [type],
      path,
      isWorse: differs,
      fact: 'acts in another role',
      severity: 'attention' as const,
    })),
  ],
});
