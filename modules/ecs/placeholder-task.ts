import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { AwsPlace } from '../../platform/arns';
import { bootstrapImage } from '../../platform/placeholder-images';
import type { PolicyStatement } from '../iam/policy-document';
import { ServiceRole } from '../iam/service-role';
import { containerDefinitions, type ContainerSettings } from './container-definition';
import { FargateTaskDefinition, type FargateTaskDefinitionProps } from './task-definition';
import { trustTasks } from './task-trust';

/** Properties of a `PlaceholderTask`. */
export interface PlaceholderTaskProps
  extends
    AwsPlace,
    Pick<ContainerSettings, 'name' | 'port' | 'logGroupName'>,
    Pick<FargateTaskDefinitionProps, 'family' | 'cpu' | 'memory' | 'executionRoleArn'> {
  /** Physical name of its task role, at most 64 characters. */
  readonly taskRoleName: string;
}

/** Also what the policy of a resource or of the account gives to everybody is none of its business. */
const NOTHING: PolicyStatement = { sid: 'RefuseEverything', effect: 'Deny', actions: ['*'], resources: ['*'] };

/**
 * What a service runs until its first release: a public image that gets none of the service's secrets and variables but
 * `PORT`, with a role that is refused everything. The role is there because ECS takes no service with ECS Exec whose tasks
 * have none ("a valid taskRoleArn is not being used", aws/aws-cli#6242).
 *
 * The execution role is the service's, which may read its secrets. ECS reads with it what a task definition lists as
 * secrets, here nothing; its permissions "aren't directly accessible by the containers in the task" (Amazon ECS Developer
 * Guide, "Amazon ECS task execution IAM role").
 */
export class PlaceholderTask extends Construct {
  readonly role: ServiceRole;
  readonly taskDefinition: FargateTaskDefinition;
  readonly taskDefinitionArn: string;
  readonly family: string;
  /** What refuses everything: no task must run without it. */
  readonly permissions: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PlaceholderTaskProps) {
    super(scope, id);
    this.role = this.createRole(props);
    this.taskDefinition = this.createTaskDefinition(props, this.role);
    this.taskDefinitionArn = this.taskDefinition.taskDefinitionArn;
    this.family = this.taskDefinition.family;
    this.permissions = this.role.policy === undefined ? [] : [this.role.policy];
  }

  private createRole(props: PlaceholderTaskProps): ServiceRole {
    return new ServiceRole(this, 'role', {
      roleName: props.taskRoleName,
      description: 'What runs before the first release: it may do nothing.',
      ...trustTasks(props),
      statements: [NOTHING],
    });
  }

  private createTaskDefinition(props: PlaceholderTaskProps, role: ServiceRole): FargateTaskDefinition {
    const { family, cpu, memory, executionRoleArn, name, port, logGroupName, region } = props;
    const container = { name, image: bootstrapImage, port, variables: {}, secrets: {}, logGroupName, region };
    return new FargateTaskDefinition(this, 'definition', {
      family,
      cpu,
      memory,
      keepsSize: true,
      executionRoleArn,
      taskRoleArn: role.roleArn,
      containerDefinitions: containerDefinitions(container),
    });
  }
}
