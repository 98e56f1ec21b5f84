import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Fn, Token, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { containerDefinitions, type ContainerSettings } from './container-definition';
import { DeployedImage } from './deployed-image';
import { PlaceholderTask } from './placeholder-task';
import { FargateTaskDefinition, type FargateTaskDefinitionProps } from './task-definition';
import { TaskRoles } from './task-roles';

/**
 * Properties of a `ServiceTask`: those of its container and of its task definition that are not made here, and what is
 * beside them.
 */
export interface ServiceTaskProps
  extends Omit<ContainerSettings, 'name' | 'image'>, Pick<FargateTaskDefinitionProps, 'family' | 'cpu' | 'memory'> {
  /** Physical name, at most 64 characters. */
  readonly executionRoleName: string;
  /** Physical name, at most 64 characters. */
  readonly taskRoleName: string;
  /** Physical name of the task definition that runs until the first release, at most 255 characters. */
  readonly placeholderFamily: string;
  /** Physical name of the role of what runs until then, at most 64 characters. */
  readonly placeholderRoleName: string;
  /** SSM parameter with the deployed image, e.g. `/shop/dev/orders/image`. */
  readonly imageParameterName: string;
  /** AWS account id. */
  readonly account: string;
  /** The only ECR repository that images are pulled from. */
  readonly repositoryArn: string;
  /** Whether people with the permission may run commands in the containers. */
  readonly executeCommand: boolean;
  /** CloudWatch log group of those commands. */
  readonly execLogGroupArn: string;
  /** ARNs of the customer managed KMS keys that the secrets are encrypted with. @default - keys of AWS */
  readonly secretKeyArns?: readonly string[];
  readonly containerName: string;
  /** ARN of the KMS key that logs and sessions of ECS Exec are encrypted with. @default - keys of AWS */
  readonly keyArn?: string | undefined;
  /** Days that the container's output is kept. */
  readonly logRetentionDays: number;
}

/**
 * What runs: the deployed image with its settings, its two roles and its log. Until the first release the service runs a
 * placeholder, which has nothing of the service but its log and its port.
 */
export class ServiceTask extends Construct {
  readonly logGroup: CloudwatchLogGroup;
  readonly roles: TaskRoles;
  readonly deployedImage: DeployedImage;
  readonly taskDefinition: FargateTaskDefinition;
  readonly placeholder: PlaceholderTask;
  /** ARN of what the service runs: the newest revision of the task definition, or of the placeholder. */
  readonly taskDefinitionArn: string;
  readonly family: string;
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
  readonly imageParameterName: string;
  readonly imageParameterArn: string;
  /** What a task needs besides its definition, from its start to its end. */
  readonly permissions: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ServiceTaskProps) {
    super(scope, id);
    this.logGroup = this.createLog(props);
    this.roles = this.createRoles(props);
    this.deployedImage = new DeployedImage(this, 'deployed-image', { parameterName: props.imageParameterName });
    this.taskDefinition = this.createTaskDefinition(props);
    this.placeholder = this.createPlaceholder(props);
    this.taskDefinitionArn = this.chooseTaskDefinition();
    this.family = this.taskDefinition.family;
    this.executionRoleArn = this.roles.executionRoleArn;
    this.taskRoleArn = this.roles.taskRoleArn;
    this.imageParameterName = this.deployedImage.parameterName;
    this.imageParameterArn = this.deployedImage.parameterArn;
    this.permissions = [...this.roles.permissions, ...this.placeholder.permissions];
  }

  private createLog(props: ServiceTaskProps): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, 'log', {
      name: props.logGroupName,
      retentionInDays: props.logRetentionDays,
      ...(props.keyArn !== undefined && { kmsKeyId: props.keyArn }),
    });
  }

  private createRoles(props: ServiceTaskProps): TaskRoles {
    const connected = Object.values(props.connected?.secrets ?? {}).map(({ secretArn }) => secretArn);
    return new TaskRoles(this, 'roles', {
      ...props,
      secretArns: Object.values(props.secrets),
      connectedSecretArns: connected,
    });
  }

  private createTaskDefinition(props: ServiceTaskProps): FargateTaskDefinition {
    const { executionRoleArn, taskRoleArn } = this.roles;
    const { image } = this.deployedImage;
    const container = { ...props, name: props.containerName, image, logGroupName: this.logGroup.name };
    return new FargateTaskDefinition(this, 'definition', {
      ...props,
      executionRoleArn,
      taskRoleArn,
      containerDefinitions: containerDefinitions(container),
    });
  }

  private createPlaceholder(props: ServiceTaskProps): PlaceholderTask {
    const { account, region, cpu, memory, port, containerName, placeholderFamily, placeholderRoleName } = props;
    return new PlaceholderTask(this, 'placeholder', {
      family: placeholderFamily,
      taskRoleName: placeholderRoleName,
      account,
      region,
      executionRoleArn: this.roles.executionRoleArn,
      name: containerName,
      cpu,
      memory,
      port,
      logGroupName: this.logGroup.name,
    });
  }

  private chooseTaskDefinition(): string {
    const { deployedImage, placeholder, taskDefinition } = this;
    return Token.asString(
      Fn.conditional(deployedImage.isPlaceholder, placeholder.taskDefinitionArn, taskDefinition.taskDefinitionArn),
    );
  }
}
