import type { Category, Severity } from '../../finding';

/** The effect of a destruction without a replacement. */
export interface Loss {
  readonly severity: Severity;
  readonly category: Category;
  readonly consequence: string;
  /** Types that it can belong to: if the owner is destroyed as well, it is no separate loss. */
  readonly owners: readonly string[];
}

function outage(consequence: string, ...owners: readonly string[]): Loss {
  return { severity: 'dangerous', category: 'downtime', consequence, owners };
}

function lapse(consequence: string, ...owners: readonly string[]): Loss {
  return { severity: 'attention', category: 'delivery', consequence, owners };
}

const routed = 'requests to it are no longer answered';

const loadBalancer = outage('nothing behind it can be reached, and its DNS name never comes back');
const listener = outage('the load balancer refuses connections on its port', 'aws_lb', 'aws_alb');
const listenerRule = outage(
  'requests that it matched go to the default action',
  'aws_lb_listener',
  'aws_alb_listener',
  'aws_lb_target_group',
  'aws_alb_target_group',
);

/** Effects of destroying resources, by type. */
export const SERVING: Readonly<Record<string, Loss>> = {
  aws_acm_certificate: outage('what shows it can no longer use TLS'),
  aws_alb: loadBalancer,
  aws_alb_listener: listener,
  aws_alb_listener_rule: listenerRule,
  aws_api_gateway_base_path_mapping: outage(
    'the API cannot be reached by its domain name',
    'aws_api_gateway_domain_name',
  ),
  aws_api_gateway_domain_name: outage('the API cannot be reached by that name'),
  aws_api_gateway_integration: outage(
    'its method answers with errors',
    'aws_api_gateway_rest_api',
    'aws_api_gateway_resource',
  ),
  aws_api_gateway_method: outage(routed, 'aws_api_gateway_rest_api', 'aws_api_gateway_resource'),
  aws_api_gateway_rest_api: outage('the API is gone, and its URL never comes back'),
  aws_api_gateway_stage: outage('the API does not answer', 'aws_api_gateway_rest_api'),
  aws_apigatewayv2_api: outage('the API is gone, and its URL never comes back'),
  aws_apigatewayv2_route: outage(routed, 'aws_apigatewayv2_api'),
  aws_appautoscaling_policy: lapse(
    'the number of tasks no longer follows the load',
    'aws_appautoscaling_target',
    'aws_ecs_service',
  ),
  aws_appautoscaling_target: lapse('the number of tasks no longer follows the load', 'aws_ecs_service'),
  aws_cloudfront_distribution: outage('nothing is served by it any more'),
  aws_cloudwatch_metric_alarm: lapse(
    'no notification is sent when it happens',
    'aws_ecs_service',
    'aws_lb',
    'aws_lb_target_group',
    'aws_codepipeline',
  ),
  aws_codepipeline: lapse('pushes are no longer delivered'),
  aws_codepipeline_webhook: lapse('pushes no longer start the pipeline', 'aws_codepipeline'),
  aws_cognito_user_pool_client: outage('apps that use it can no longer sign users in', 'aws_cognito_user_pool'),
  aws_cognito_user_pool_domain: outage('the sign-in page is gone', 'aws_cognito_user_pool'),
  aws_ecs_cluster: outage('nothing runs in it any more'),
  aws_ecs_service: outage('its tasks stop, and its callers get errors'),
  aws_eip: outage('the address is given back to AWS and never returns'),
  aws_instance: outage('the machine is gone, with what is on its own disks'),
  aws_internet_gateway: outage('nothing in the VPC reaches the internet, or is reached from it', 'aws_vpc'),
  aws_lambda_function: outage('its callers get errors'),
  aws_lb: loadBalancer,
  aws_lb_listener: listener,
  aws_lb_listener_rule: listenerRule,
  aws_nat_gateway: outage('private subnets may no longer reach the internet'),
  aws_route: outage('packets have no way there', 'aws_route_table'),
  aws_route53_record: outage('the name no longer resolves', 'aws_route53_zone'),
  aws_sns_topic: outage('messages have nowhere to go'),
  aws_sns_topic_subscription: lapse('messages no longer reach the subscriber', 'aws_sns_topic'),
  aws_vpc: outage('nothing in it can run'),
  aws_vpc_endpoint: lapse('calls take another way, or none', 'aws_vpc'),
  github_repository_webhook: lapse('pushes are no longer delivered', 'github_repository'),
};
