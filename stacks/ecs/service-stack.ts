import type { Construct } from 'constructs';
import type { Deployment, Environment } from '../../config/types';
import { CpuScaling } from '../../modules/ecs/cpu-scaling';
import { FargateService } from '../../modules/ecs/fargate-service';
import { ServiceAlarms } from '../../modules/ecs/service-alarms';
import { ServiceTarget } from '../../modules/ecs/service-target';
import { ServiceTask } from '../../modules/ecs/service-task';
import type { FoundKey } from '../../modules/encryption/found-key';
import { ServiceOrigin } from '../../modules/network/service-origin';
import { BaseStack, type PlatformIdentity } from '../base-stack';
import { publish, publishedAfter, read, type ContractValues, type Producer } from '../contract';
import { serviceContract, type clusterContract, type networkContract, type registryContract } from '../contracts';
import { findEnvironmentKey } from '../found-keys';
import { stackIds } from '../../platform/stack-ids';
import type { Connection } from '../connection';
import { ServiceNames } from './service-names';

/** Properties of a `ServiceStack`. */
export interface ServiceStackProps {
  readonly environment: Environment;
  /** Name of the service. */
  readonly service: string;
  /** The service as it runs in the environment. */
  readonly deployment: Deployment;
  /** What the service gets of stacks of the project's own, which it then reads. @default - nothing */
  readonly connect?: (consumer: BaseStack) => Required<Connection>;
}

/** The stacks that a `ServiceStack` reads from. */
export interface ServiceStackProducers {
  readonly network: Producer<typeof networkContract>;
  readonly cluster: Producer<typeof clusterContract>;
  readonly registry: Producer<typeof registryContract>;
}

/** One service as it runs in one environment: from the load balancer's rule to the running tasks. */
export class ServiceStack extends BaseStack {
  readonly type = 'service';
  readonly contract = serviceContract;
  /** The KMS key that bootstrap has made. @default - keys of AWS are used */
  readonly key: FoundKey | undefined;
  readonly origin: ServiceOrigin;
  readonly target: ServiceTarget;
  readonly task: ServiceTask;
  readonly service: FargateService;
  readonly scaling: CpuScaling;
  readonly alarms: ServiceAlarms;

  private readonly props: ServiceStackProps;
  private readonly names: ServiceNames;
  private readonly network: ContractValues<typeof networkContract>;
  private readonly cluster: ContractValues<typeof clusterContract>;
  private readonly registry: ContractValues<typeof registryContract>;
  private readonly connected: Required<Connection> | undefined;

  constructor(
    scope: Construct,
    platform: PlatformIdentity,
    props: ServiceStackProps,
    producers: ServiceStackProducers,
  ) {
    const { environment, service } = props;
    super(scope, stackIds.service(environment.name, service), platform, { environment: environment.name, service });
    this.limitRoles();
    this.props = props;
    this.names = new ServiceNames([platform.name, environment.name, service], environment.network.cidr);
    this.network = read(this, producers.network);
    this.cluster = read(this, producers.cluster);
    this.registry = read(this, producers.registry);
    this.connected = props.connect?.(this);
    this.key = findEnvironmentKey(this, environment);
    this.origin = this.createOrigin();
    this.target = this.createTarget(this.origin);
    this.task = this.createTask();
    this.service = this.runTasks(this.task, this.target);
    this.scaling = this.scale(this.service);
    this.alarms = this.watch(this.target);
    this.publishAll();
  }

  private publishAll(): void {
    const { origin, target, task, service } = this;
    publish(this, {
      service_name: service.serviceName,
      service_arn: service.serviceArn,
      container_name: this.props.service,
      task_definition_family: task.family,
      execution_role_arn: task.executionRoleArn,
      task_role_arn: task.taskRoleArn,
      placeholder_family: task.placeholder.family,
      image_parameter_name: task.imageParameterName,
      image_parameter_arn: task.imageParameterArn,
      // The API sends what is published here: the rule accepts it by then.
      origin_secret_parameter_name: publishedAfter(origin.newestParameterName, target.ruleArn),
    });
  }

  private createOrigin(): ServiceOrigin {
    return new ServiceOrigin(this, 'origin', {
      parameterName: `${this.names.path}/origin-secret`,
      firstParameterName: this.network.origin_secret_parameter_name,
      keyArn: this.key?.keyArn,
    });
  }

  private createTarget(origin: ServiceOrigin): ServiceTarget {
    const { port, healthCheck, api } = this.props.deployment;
    const { successCodes, ...check } = healthCheck;
    return new ServiceTarget(this, 'target', {
      targetGroupName: this.names.inVpc('targetGroup', [], [port]),
      vpcId: this.network.vpc_id,
      port,
      healthCheck: { ...check, matcher: successCodes },
      listenerArn: this.network.listener_arn,
      priority: api.listenerPriority,
      path: api.path,
      originSecrets: origin.acceptedValues,
    });
  }

  private createTask(): ServiceTask {
    const { cpu, memory, port, variables, secrets, secretKeys, executeCommand, logRetentionDays } =
      this.props.deployment;
    return new ServiceTask(this, 'task', {
      family: this.names.of('ecs'),
      executionRoleName: this.names.of('role', 'execution'),
      taskRoleName: this.names.of('role', 'task'),
      placeholderFamily: this.names.ofPlaceholder('ecs'),
      placeholderRoleName: this.names.ofPlaceholder('role'),
      logGroupName: this.names.logGroup,
      imageParameterName: `${this.names.path}/image`,
      account: this.platform.account,
      region: this.platform.region,
      repositoryArn: this.registry.repository_arn,
      execLogGroupArn: this.cluster.exec_log_group_arn,
      containerName: this.props.service,
      cpu,
      memory,
      port,
      variables,
      secrets,
      connected: this.connected,
      secretKeyArns: secretKeys,
      executeCommand,
      logRetentionDays,
      keyArn: this.key?.keyArn,
    });
  }

  private runTasks(task: ServiceTask, target: ServiceTarget): FargateService {
    const { environment, service, deployment } = this.props;
    return new FargateService(this, 'service', {
      serviceName: this.names.of('ecs'),
      clusterArn: this.cluster.cluster_arn,
      taskDefinitionArn: task.taskDefinitionArn,
      desiredCount: deployment.tasks.desired,
      subnetIds: this.network.task_subnet_ids,
      assignPublicIp: environment.network.natGateways === 0,
      vpcId: this.network.vpc_id,
      securityGroupName: this.names.inVpc('securityGroup', ['tasks']),
      otherSecurityGroupIds: this.connected?.securityGroupIds,
      loadBalancerSecurityGroupId: this.network.load_balancer_security_group_id,
      targetGroupArn: target.targetGroupArn,
      containerName: service,
      port: deployment.port,
      executeCommand: deployment.executeCommand,
      forceDelete: !environment.protect,
      dependsOn: [target.rule, ...task.permissions],
    });
  }

  private scale(running: FargateService): CpuScaling {
    const { tasks, scaling } = this.props.deployment;
    return new CpuScaling(this, 'scaling', {
      policyName: this.names.of('scalingPolicy', 'cpu'),
      clusterName: this.cluster.cluster_name,
      serviceName: running.serviceName,
      minTasks: tasks.min,
      maxTasks: tasks.max,
      targetPercent: scaling.cpu,
      scaleOutCooldownSeconds: scaling.scaleOutCooldown,
      scaleInCooldownSeconds: scaling.scaleInCooldown,
      disableScaleIn: scaling.disableScaleIn,
    });
  }

  private watch(target: ServiceTarget): ServiceAlarms {
    return new ServiceAlarms(this, 'alarms', {
      unhealthyHostsAlarmName: this.names.of('alarm', 'unhealthy-hosts'),
      serverErrorsAlarmName: this.names.of('alarm', 'server-errors'),
      targetGroupArnSuffix: target.targetGroupArnSuffix,
      loadBalancerArnSuffix: this.network.load_balancer_arn_suffix,
      topicArns: this.props.environment.alarmTopicArns,
    });
  }
}
