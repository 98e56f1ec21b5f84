import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';

/** Properties of `ServiceAlarms`. */
export interface ServiceAlarmsProps {
  /** Physical name, at most 255 characters. */
  readonly unhealthyHostsAlarmName: string;
  /** Physical name, at most 255 characters. */
  readonly serverErrorsAlarmName: string;
  /** `targetgroup/<name>/<id>` */
  readonly targetGroupArnSuffix: string;
  /** `app/<name>/<id>` */
  readonly loadBalancerArnSuffix: string;
  /** ARNs of SNS topics that are notified when an alarm begins and when it ends. */
  readonly topicArns: readonly string[];
}

/** Threshold and evaluation periods of an alarm. */
type Condition = Required<
  Pick<
    CloudwatchMetricAlarmConfig,
    | 'alarmName'
    | 'alarmDescription'
    | 'metricName'
    | 'statistic'
    | 'threshold'
    | 'evaluationPeriods'
    | 'datapointsToAlarm'
  >
>;

/** The load balancer reports once a minute; a shorter period would see nothing more. */
const PERIOD_SECONDS = 60;

/** The alarms of a service as its users see it: through the load balancer. */
export class ServiceAlarms extends Construct {
  readonly unhealthyHosts: CloudwatchMetricAlarm;
  readonly serverErrors: CloudwatchMetricAlarm;

  private readonly props: ServiceAlarmsProps;

  constructor(scope: Construct, id: string, props: ServiceAlarmsProps) {
    super(scope, id);
    this.props = props;
    this.unhealthyHosts = this.watchHealth();
    this.serverErrors = this.watchErrors();
  }

  // ECS replaces an unhealthy task within a minute or two: after three minutes in a row it could not repair the
  // service.
  private watchHealth(): CloudwatchMetricAlarm {
    return this.createAlarm('unhealthy-hosts', {
      alarmName: this.props.unhealthyHostsAlarmName,
      alarmDescription: 'Tasks fail the health check for three minutes.',
      metricName: 'UnHealthyHostCount',
      statistic: 'Maximum',
      threshold: 0,
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
    });
  }

  // A few errors come from single requests and from tasks that crash once; more than five a minute, in three of five
  // minutes, is a lasting fault, even if the minutes between are free of errors.
  private watchErrors(): CloudwatchMetricAlarm {
    return this.createAlarm('server-errors', {
      alarmName: this.props.serverErrorsAlarmName,
      alarmDescription: 'Tasks answer more than five requests a minute with 5xx, in three of five minutes.',
      metricName: 'HTTPCode_Target_5XX_Count',
      statistic: 'Sum',
      threshold: 5,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
    });
  }

  private createAlarm(id: string, condition: Condition): CloudwatchMetricAlarm {
    return new CloudwatchMetricAlarm(this, id, {
      ...condition,
      namespace: 'AWS/ApplicationELB',
      dimensions: {
        LoadBalancer: this.props.loadBalancerArnSuffix,
        TargetGroup: this.props.targetGroupArnSuffix,
      },
      comparisonOperator: 'GreaterThanThreshold',
      period: PERIOD_SECONDS,
      // Without targets, or without errors, the load balancer reports nothing at all.
      treatMissingData: 'notBreaching',
      alarmActions: [...this.props.topicArns],
      okActions: [...this.props.topicArns],
    });
  }
}
