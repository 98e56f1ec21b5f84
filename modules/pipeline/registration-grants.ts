import { regionalArn, type AwsPlace } from '../../platform/arns';
import { servicePrincipal } from '../../platform/partitions';
import type { PolicyStatement } from '../iam/policy-document';
import type { DeployTarget } from './deploy-stage';

/** Registers revisions of the task definitions of services, with their roles and tags, and of no other that has roles or tags. */
export function registrationGrants(place: AwsPlace, targets: readonly DeployTarget[]): PolicyStatement[] {
  return [
    {
      // ECS asks for both actions on all resources, as the guide's policy has it, although the Service Authorization
      // Reference names the task definition for the second. What is registered runs with the roles below or none.
      sid: 'RegisterTaskDefinitions',
      actions: ['ecs:DescribeTaskDefinition', 'ecs:RegisterTaskDefinition'],
      resources: ['*'],
    },
    {
      sid: 'TagNewTaskDefinitions',
      actions: ['ecs:TagResource'],
      resources: targets.map(({ taskDefinitionFamily }) =>
        regionalArn(place, 'ecs', `task-definition/${taskDefinitionFamily}:*`),
      ),
      conditions: { StringEquals: { 'ecs:CreateAction': 'RegisterTaskDefinition' } },
    },
    {
      sid: 'PassTaskRoles',
      actions: ['iam:PassRole'],
      resources: targets.flatMap(({ taskRoleArns }) => taskRoleArns),
      conditions: { StringEquals: { 'iam:PassedToService': servicePrincipal('ecs-tasks') } },
    },
  ];
}
