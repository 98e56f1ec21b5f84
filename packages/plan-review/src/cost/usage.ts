import type { ValueObject } from '../plan/value';
import { dollars } from './charge';
import type { Prices } from './prices';

/** What a resource costs by use, which does not follow from a plan. */
type UsageNote = (attributes: ValueObject, prices: Prices) => string;

const loadBalancer: UsageNote = (attributes, prices) =>
  attributes['load_balancer_type'] === 'network'
    ? `Network Load Balancer: ${dollars(prices.networkLoadBalancerCapacityUnitHour)} per capacity unit and hour`
    : `Application Load Balancer: ${dollars(prices.applicationLoadBalancerCapacityUnitHour)} per capacity unit and hour`;

const vpcEndpoint: UsageNote = (attributes, prices) =>
  attributes['vpc_endpoint_type'] === 'Interface'
    ? `interface endpoint: ${dollars(prices.interfaceEndpointGb)} per GB`
    : 'gateway endpoint: free of charge';

const build: UsageNote = (_, prices) =>
  `CodeBuild: ${dollars(prices.buildSmallMinute)} per minute on general1.small, more on larger ones`;

/** What is paid by use, by type of resource. */
export const USAGE_NOTES: Readonly<Record<string, UsageNote>> = {
  aws_api_gateway_rest_api: (_, prices) => `REST API: ${dollars(prices.restApiMillionRequests)} per million requests`,
  aws_apigatewayv2_api: (_, prices) => `HTTP API: ${dollars(prices.httpApiMillionRequests)} per million requests`,
  aws_cloudwatch_log_group: (_, prices) =>
    `logs: ${dollars(prices.logsIngestedGb)} per GB taken in, ${dollars(prices.logsStoredGbMonth)} per GB and month kept`,
  aws_codebuild_project: build,
  aws_codepipeline: (attributes, prices) =>
    attributes['pipeline_type'] === 'V2'
      ? `pipeline of type V2: ${dollars(prices.pipelineV2ActionMinute)} per minute of an action`
      : 'pipeline of type V1: its actions are free of charge',
  aws_cognito_user_pool: () => 'user pool: by monthly active users',
  aws_ecr_repository: (_, prices) => `images: ${dollars(prices.ecrStoredGbMonth)} per GB and month`,
  aws_lb: loadBalancer,
  aws_nat_gateway: (_, prices) => `NAT gateway: ${dollars(prices.natGatewayGb)} per GB processed`,
  aws_s3_bucket: (_, prices) => `objects: ${dollars(prices.s3StoredGbMonth)} per GB and month`,
  aws_vpc_endpoint: vpcEndpoint,
  aws_wafv2_web_acl: (_, prices) => `web ACL: ${dollars(prices.webAclMillionRequests)} per million requests`,
};

/** Types that cost by the hour and that the price table lacks: a review must not look as if they were free. */
export const UNPRICED: ReadonlySet<string> = new Set([
  'aws_db_instance',
  'aws_rds_cluster_instance',
  'aws_docdb_cluster_instance',
  'aws_eks_cluster',
  'aws_eks_node_group',
  'aws_elasticache_cluster',
  'aws_elasticache_replication_group',
  'aws_elasticache_serverless_cache',
  'aws_instance',
  'aws_msk_cluster',
  'aws_mq_broker',
  'aws_neptune_cluster_instance',
  'aws_opensearch_domain',
  'aws_redshift_cluster',
  'aws_ec2_transit_gateway_vpc_attachment',
  'aws_vpn_connection',
  'aws_fsx_lustre_file_system',
]);
