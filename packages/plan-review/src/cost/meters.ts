import { UNKNOWN } from '../plan/value';
import { countOf, hourly, monthly, numberOf, type Meter } from './charge';

/**
 * An Application Load Balancer has at least as many. Source: Elastic Load Balancing, "Subnets for your load balancer".
 */
const LEAST_ZONES = 2;

/** Load balancers that face the internet have an address in each of their zones. */
const loadBalancer: Meter = (attributes, prices) => {
  const isNetwork = attributes['load_balancer_type'] === 'network';
  const { subnets, subnet_mapping: mapping } = attributes;
  const zones = Math.max(countOf(subnets, subnets === UNKNOWN ? LEAST_ZONES : 0), countOf(mapping));
  return [
    isNetwork
      ? hourly('Network Load Balancer', 1, prices.networkLoadBalancerHour)
      : hourly('Application Load Balancer', 1, prices.applicationLoadBalancerHour),
    ...(attributes['internal'] === true || zones === 0
      ? []
      : [hourly('public IPv4 addresses', zones, prices.publicIpv4Hour)]),
  ];
};

/** Gateway endpoints are free; interface endpoints are paid for in each of their zones. */
const vpcEndpoint: Meter = (attributes, prices) => {
  if (attributes['vpc_endpoint_type'] !== 'Interface') return [];
  return [hourly('interface endpoint', countOf(attributes['subnet_ids'], 1), prices.interfaceEndpointHour)];
};

/** Alarms are paid for by metric, and at a higher price when they look more often than each minute. */
const metricAlarm: Meter = (attributes, prices) => {
  const period = numberOf(attributes['period']);
  const isHighResolution = period !== undefined && period < 60;
  const metrics = Math.max(1, countOf(attributes['metric_query']));
  return [
    isHighResolution
      ? monthly('high-resolution alarm metrics', metrics, prices.highResolutionAlarmMonth)
      : monthly('alarm metrics', metrics, prices.alarmMonth),
  ];
};

const webAcl: Meter = (attributes, prices) => {
  const rules = countOf(attributes['rule']);
  return [
    monthly('web ACL', 1, prices.webAclMonth),
    ...(rules === 0 ? [] : [monthly('rules', rules, prices.webAclRuleMonth)]),
  ];
};

/** Type V2, which is paid for by use, is the default of AWS but not of the provider. */
const pipeline: Meter = (attributes, prices) =>
  attributes['pipeline_type'] === 'V2' ? [] : [monthly('pipeline of type V1', 1, prices.pipelineV1Month)];

/**
 * What resources cost by time, used or not, by type. Tasks of Fargate are apart, because their price is that of two
 * resources: see `fargate.ts`.
 */
export const METERS: Readonly<Record<string, Meter>> = {
  aws_cloudwatch_composite_alarm: (_, prices) => [monthly('composite alarm', 1, prices.compositeAlarmMonth)],
  aws_cloudwatch_dashboard: (_, prices) => [monthly('dashboard', 1, prices.dashboardMonth)],
  aws_cloudwatch_metric_alarm: metricAlarm,
  aws_codepipeline: pipeline,
  aws_eip: (_, prices) => [hourly('public IPv4 address', 1, prices.publicIpv4Hour)],
  aws_kms_key: (_, prices) => [monthly('KMS key', 1, prices.kmsKeyMonth)],
  aws_kms_replica_key: (_, prices) => [monthly('KMS key', 1, prices.kmsKeyMonth)],
  aws_lb: loadBalancer,
  aws_nat_gateway: (_, prices) => [hourly('NAT gateway', 1, prices.natGatewayHour)],
  aws_route53_zone: (_, prices) => [monthly('hosted zone', 1, prices.hostedZoneMonth)],
  aws_secretsmanager_secret: (_, prices) => [monthly('secret', 1, prices.secretMonth)],
  aws_vpc_endpoint: vpcEndpoint,
  aws_wafv2_web_acl: webAcl,
};
