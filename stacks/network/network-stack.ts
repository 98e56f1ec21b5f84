import type { Construct } from 'constructs';
import type { Environment } from '../../config/types';
import { physicalName } from '../../platform/naming';
import { flowLogGroup } from '../../platform/log-groups';
import type { FoundKey } from '../../modules/encryption/found-key';
import { FlowLog } from '../../modules/network/flow-log';
import { OriginSecret } from '../../modules/network/origin-secret';
import { PublicLoadBalancer } from '../../modules/network/public-load-balancer';
import { ZonedVpc } from '../../modules/network/vpc';
import { BaseStack, type PlatformIdentity } from '../base-stack';
import { publish } from '../contract';
import { networkContract } from '../contracts';
import { findEnvironmentKey } from '../found-keys';
import { stackIds } from '../../platform/stack-ids';

/** The VPC of an environment and the load balancer in front of its services. */
export class NetworkStack extends BaseStack {
  readonly type = 'network';
  readonly contract = networkContract;
  /** The KMS key that bootstrap has made. @default - keys of AWS are used */
  readonly key: FoundKey | undefined;
  readonly vpc: ZonedVpc;
  /** @default - connections are not logged */
  readonly flowLog: FlowLog | undefined;
  readonly loadBalancer: PublicLoadBalancer;
  readonly originSecret: OriginSecret;

  private readonly environment: Environment;

  constructor(scope: Construct, platform: PlatformIdentity, environment: Environment) {
    super(scope, stackIds.network(environment.name), platform, { environment: environment.name });
    this.limitRoles();
    this.environment = environment;
    this.key = findEnvironmentKey(this, environment);
    const vpc = this.createVpc();
    this.flowLog = this.logFlows(vpc);
    const loadBalancer = this.createLoadBalancer(vpc);
    this.vpc = vpc;
    this.loadBalancer = loadBalancer;
    this.originSecret = this.createOriginSecret();
    publish(this, {
      vpc_id: vpc.vpcId,
      task_subnet_ids: environment.network.natGateways === 0 ? vpc.publicSubnetIds : vpc.privateSubnetIds,
      load_balancer_name: loadBalancer.loadBalancerName,
      load_balancer_arn_suffix: loadBalancer.arnSuffix,
      load_balancer_dns_name: loadBalancer.dnsName,
      load_balancer_security_group_id: loadBalancer.securityGroupId,
      listener_arn: loadBalancer.listenerArn,
      origin_secret_parameter_name: this.originSecret.parameterName,
    });
  }

  private createVpc(): ZonedVpc {
    return new ZonedVpc(this, 'vpc', {
      name: `${this.platform.name}-${this.environment.name}`,
      region: this.platform.region,
      ...this.environment.network,
    });
  }

  private logFlows({ vpcId }: ZonedVpc): FlowLog | undefined {
    const { name, account, region } = this.platform;
    const { flows, flowRetentionDays } = this.environment.logs;
    if (flows === 'none') return undefined;
    return new FlowLog(this, 'flow-log', {
      vpcId,
      connections: flows,
      logGroupName: flowLogGroup(name, this.environment.name),
      logRetentionDays: flowRetentionDays,
      keyArn: this.key?.keyArn,
      roleName: physicalName('role', name, this.environment.name, 'flow-log'),
      account,
      region,
    });
  }

  private createLoadBalancer(vpc: ZonedVpc): PublicLoadBalancer {
    const parts = [this.platform.name, this.environment.name] as const;
    return new PublicLoadBalancer(this, 'load-balancer', {
      loadBalancerName: physicalName('loadBalancer', ...parts),
      securityGroupName: physicalName('securityGroup', ...parts, 'load-balancer'),
      vpcId: vpc.vpcId,
      vpcCidr: this.environment.network.cidr,
      subnetIds: vpc.publicSubnetIds,
      deletionProtection: this.environment.protect,
    });
  }

  private createOriginSecret(): OriginSecret {
    return new OriginSecret(this, 'origin-secret', {
      parameterName: `/${this.platform.name}/${this.environment.name}/origin-secret`,
      keyArn: this.key?.keyArn,
    });
  }
}
