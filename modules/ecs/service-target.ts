import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule';
import { LbTargetGroup, type LbTargetGroupHealthCheck } from '@cdktf/provider-aws/lib/lb-target-group';
import { Construct } from 'constructs';
import { originHeaderName } from '../network/origin-header';
import { literalText } from '../template-text';

/** Properties of a `ServiceTarget`. */
export interface ServiceTargetProps {
  /** Physical name, at most 32 characters; another one whenever the port or the VPC is another one. */
  readonly targetGroupName: string;
  readonly vpcId: string;
  /** TCP port the containers listen on. */
  readonly port: number;
  /** How the load balancer finds out whether a container works. Times in seconds. */
  readonly healthCheck: Required<
    Pick<
      LbTargetGroupHealthCheck,
      'path' | 'interval' | 'timeout' | 'healthyThreshold' | 'unhealthyThreshold' | 'matcher'
    >
  >;
  /** The listener that the rule is added to. */
  readonly listenerArn: string;
  /** Position of the rule in the listener, 1 to 50,000, of its own. */
  readonly priority: number;
  /** Path prefix without slashes at its ends; the rule takes the prefix itself and everything below it. */
  readonly path: string;
  /**
   * Values of the origin header that the rule accepts, at most three: with the two of the path a rule may hold five.
   * Source: Application Load Balancers user guide, "Condition types for listener rules".
   */
  readonly originSecrets: string[];
}

/**
 * Seconds in which a container that is taken out of service still ends its requests. API Gateway gives up on a request
 * after 29 seconds, so none lasts longer; AWS's default of 300 would make every deployment wait five minutes.
 */
const DEREGISTRATION_DELAY_SECONDS = 30;

/** Where the load balancer sends the requests for one service, and which requests those are. */
export class ServiceTarget extends Construct {
  /** The target group. */
  readonly resource: LbTargetGroup;
  readonly targetGroupArn: string;
  /** `targetgroup/<name>/<id>`, as CloudWatch dimensions name it. */
  readonly targetGroupArnSuffix: string;
  /** ECS refuses a target group that no load balancer uses: services wait for the rule. */
  readonly rule: LbListenerRule;
  readonly ruleArn: string;

  constructor(scope: Construct, id: string, props: ServiceTargetProps) {
    super(scope, id);
    this.resource = this.createTargetGroup(props);
    this.rule = this.createRule(props, this.resource);
    this.ruleArn = this.rule.arn;
    this.targetGroupArn = this.resource.arn;
    this.targetGroupArnSuffix = this.resource.arnSuffix;
  }

  private createTargetGroup(props: ServiceTargetProps): LbTargetGroup {
    return new LbTargetGroup(this, 'Resource', {
      name: props.targetGroupName,
      vpcId: props.vpcId,
      targetType: 'ip',
      protocol: 'HTTP',
      port: props.port,
      deregistrationDelay: String(DEREGISTRATION_DELAY_SECONDS),
      healthCheck: {
        enabled: true,
        protocol: 'HTTP',
        port: 'traffic-port',
        ...props.healthCheck,
        path: literalText(props.healthCheck.path),
      },
      // AWS refuses to delete a target group that the rule still uses.
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private createRule(props: ServiceTargetProps, targetGroup: LbTargetGroup): LbListenerRule {
    return new LbListenerRule(this, 'rule', {
      listenerArn: props.listenerArn,
      priority: props.priority,
      action: [{ type: 'forward', targetGroupArn: targetGroup.arn }],
      condition: [
        { pathPattern: { values: [`/${props.path}`, `/${props.path}/*`] } },
        { httpHeader: { httpHeaderName: originHeaderName, values: props.originSecrets } },
      ],
    });
  }
}
