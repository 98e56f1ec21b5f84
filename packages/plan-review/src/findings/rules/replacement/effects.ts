/** The effect of a replacement on users. */
export interface ReplacementEffect {
  /** What does not work until the new one exists. @default - everything works */
  readonly interrupts?: string;
  /** Also with the new one created first. @default - creating it first avoids the interruption */
  readonly always?: true;
  /** What has another name or address afterwards. */
  readonly readdresses?: string;
}

const api = {
  interrupts: 'the API answers nothing',
  readdresses: 'the API has another id, and so another URL unless it has a domain name of its own',
};
const loadBalancer = {
  interrupts: 'every service behind it is unreachable',
  readdresses: 'its DNS name is another one: clients and records that hold it have to follow',
};
const database = { interrupts: 'nothing can be read or written' };

/** Replacements that users notice, by type. */
export const EFFECTS: Readonly<Record<string, ReplacementEffect>> = {
  aws_alb: loadBalancer,
  aws_api_gateway_authorizer: { interrupts: 'methods that it guards refuse every request' },
  aws_api_gateway_domain_name: {
    interrupts: 'the API cannot be reached by that name',
    readdresses: 'the DNS record has to point to the new domain name',
  },
  aws_api_gateway_rest_api: api,
  aws_api_gateway_stage: { interrupts: 'the API answers 403' },
  aws_apigatewayv2_api: api,
  aws_apigatewayv2_stage: { interrupts: 'the API answers 404' },
  aws_cloudfront_distribution: {
    interrupts: 'nothing is served',
    readdresses: 'its domain name is another one',
  },
  aws_cognito_user_pool: {
    interrupts: 'users cannot sign in',
    always: true,
    readdresses: 'its id is another one, and tokens of the old pool are refused',
  },
  aws_cognito_user_pool_client: {
    interrupts: 'users cannot sign in with it',
    readdresses: 'the client id is another one: every app that signs users in has to get it',
  },
  aws_cognito_user_pool_domain: {
    interrupts: 'users cannot sign in',
    readdresses: 'the sign-in page has another address',
  },
  aws_db_instance: database,
  aws_ecs_cluster: { interrupts: 'every service in it is stopped' },
  aws_ecs_service: { interrupts: 'all its tasks are stopped before new ones start' },
  aws_eip: {
    interrupts: 'what uses the address has none',
    always: true,
    readdresses: 'the IP address is another one: allow lists have to follow',
  },
  aws_elasticache_replication_group: database,
  aws_instance: { interrupts: 'the machine is gone, with what is on its own disks' },
  aws_lambda_function: { interrupts: 'the function cannot be called' },
  aws_lb: loadBalancer,
  aws_lb_listener: { interrupts: 'the load balancer refuses connections on that port' },
  aws_lb_listener_rule: { interrupts: 'requests that it matches go to the default action' },
  aws_lb_target_group: { interrupts: 'requests have no target, until new tasks are healthy' },
  aws_nat_gateway: {
    interrupts: 'private subnets do not reach the internet: tasks cannot pull images or call out',
    readdresses: 'calls come from another IP address, unless it keeps its elastic one',
  },
  aws_rds_cluster: database,
  aws_route: { interrupts: 'packets have no way there' },
  aws_route53_record: { interrupts: 'the name does not resolve, and resolvers remember that' },
  aws_security_group: { interrupts: 'what has it loses its rules, or AWS refuses to delete it while it is in use' },
  aws_service_discovery_service: { interrupts: 'the name does not resolve' },
  aws_sns_topic: { interrupts: 'messages have nowhere to go', readdresses: 'subscriptions have to be made again' },
  aws_sqs_queue: { interrupts: 'messages have nowhere to go', readdresses: 'senders that know its URL have to follow' },
  aws_subnet: { interrupts: 'everything in it has to be moved first', always: true },
  aws_vpc: { interrupts: 'everything in it is replaced', always: true },
};

/** Types whose replacement is how they are changed: users notice nothing. */
export const ROUTINE: ReadonlySet<string> = new Set([
  'aws_api_gateway_deployment',
  'aws_apigatewayv2_deployment',
  'aws_ecs_task_definition',
  'aws_lambda_layer_version',
  'aws_launch_configuration',
  'aws_s3_object',
  'aws_secretsmanager_secret_version',
  'null_resource',
  'random_id',
  'random_string',
  'terraform_data',
  'time_sleep',
]);

/** @returns undefined if users notice nothing, as far as is known */
export function effectOf(type: string): ReplacementEffect | undefined {
  return Object.hasOwn(EFFECTS, type) ? EFFECTS[type] : undefined;
}
