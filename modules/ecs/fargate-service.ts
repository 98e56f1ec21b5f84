import { EcsService, type EcsServiceConfig } from '@cdktf/provider-aws/lib/ecs-service';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { HEALTH_CHECK_GRACE_PERIOD_SECONDS } from '../../platform/health-checks';
import { ServiceSecurityGroup } from './service-security-group';

/** Properties of a `FargateService`. */
export interface FargateServiceProps {
  /** Physical name, at most 255 characters. */
  readonly serviceName: string;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  /** Tasks to start with; from then on the count belongs to auto scaling. */
  readonly desiredCount: number;
  readonly subnetIds: string[];
  /** Whether tasks get public addresses: they need them in subnets without a NAT gateway. */
  readonly assignPublicIp: boolean;
  readonly vpcId: string;
  /** Physical name of the tasks' security group, at most 255 characters; another one whenever the VPC is another one. */
  readonly securityGroupName: string;
  /** Security groups that the tasks are in besides their own, e.g. of what may reach a database. @default - none */
  readonly otherSecurityGroupIds?: readonly string[] | undefined;
  readonly loadBalancerSecurityGroupId: string;
  readonly targetGroupArn: string;
  /** The container that the load balancer sends requests to. */
  readonly containerName: string;
  /** TCP port the container listens on. */
  readonly port: number;
  /** Whether people with the permission may run commands in its containers. */
  readonly executeCommand: boolean;
  /** Whether destroying the service stops running tasks at once. */
  readonly forceDelete: boolean;
  /** What must exist before a task starts, and as long as one runs. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** How a new revision takes over. Source: Amazon ECS Developer Guide, "Deploy Amazon ECS services by replacing tasks". */
const rollingDeployment = {
  deploymentController: { type: 'ECS' },
  deploymentCircuitBreaker: { enable: true, rollback: true },
  // A full set of new tasks is healthy before the first old one stops.
  deploymentMinimumHealthyPercent: 100,
  deploymentMaximumPercent: 200,
  healthCheckGracePeriodSeconds: HEALTH_CHECK_GRACE_PERIOD_SECONDS,
  // The circuit breaker watches; an apply that waited would fail on what the next delivery repairs.
  waitForSteadyState: false,
} as const satisfies Partial<EcsServiceConfig>;

/** A Fargate service behind a load balancer: replaced task by task without downtime, rolled back by itself. */
export class FargateService extends Construct {
  readonly resource: EcsService;
  readonly securityGroup: ServiceSecurityGroup;
  readonly serviceName: string;
  readonly serviceArn: string;

  constructor(scope: Construct, id: string, props: FargateServiceProps) {
    super(scope, id);
    this.securityGroup = new ServiceSecurityGroup(this, 'security-group', props);
    this.resource = this.createService(props, this.securityGroup);
    this.serviceName = this.resource.name;
    // The provider's versions below 6 have no other attribute with the ARN.
    this.serviceArn = this.resource.id;
  }

  private createService(props: FargateServiceProps, securityGroup: ServiceSecurityGroup): EcsService {
    const { targetGroupArn, containerName, port } = props;
    return new EcsService(this, 'Resource', {
      name: props.serviceName,
      cluster: props.clusterArn,
      taskDefinition: props.taskDefinitionArn,
      launchType: 'FARGATE',
      platformVersion: 'LATEST',
      availabilityZoneRebalancing: 'ENABLED',
      desiredCount: props.desiredCount,
      lifecycle: { ignoreChanges: ['desired_count'] },
      networkConfiguration: {
        subnets: props.subnetIds,
        securityGroups: [securityGroup.securityGroupId, ...(props.otherSecurityGroupIds ?? [])],
        assignPublicIp: props.assignPublicIp,
      },
      loadBalancer: [{ targetGroupArn, containerName, containerPort: port }],
      ...rollingDeployment,
      enableExecuteCommand: props.executeCommand,
      enableEcsManagedTags: true,
      propagateTags: 'SERVICE',
      forceDelete: props.forceDelete,
      dependsOn: [...props.dependsOn, ...securityGroup.rules],
    });
  }
}
