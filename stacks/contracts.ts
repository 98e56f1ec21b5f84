import type { Contract } from './contract';

const text = <D extends string>(description: D) => ({ type: 'string', description }) as const;
const list = <D extends string>(description: D) => ({ type: 'list', description }) as const;

/** Published by `<env>-network`. */
export const networkContract = {
  name: 'network',
  outputs: {
    vpc_id: text('The VPC.'),
    task_subnet_ids: list('Subnets for tasks: private ones, or public ones where there is no NAT gateway.'),
    load_balancer_name: text('Name of the load balancer.'),
    load_balancer_arn_suffix: text('The load balancer as CloudWatch dimensions name it.'),
    load_balancer_dns_name: text('Host name of the load balancer.'),
    load_balancer_security_group_id: text('Security group of the load balancer.'),
    listener_arn: text('The listener that services add their rules to.'),
    origin_secret_parameter_name: text(
      'SSM parameter with the value that services accept in the origin header beside their first own.',
    ),
  },
} as const satisfies Contract;

/** Published by `<env>-cluster`. */
export const clusterContract = {
  name: 'cluster',
  outputs: {
    cluster_name: text('Name of the ECS cluster.'),
    cluster_arn: text('The ECS cluster.'),
    exec_log_group_arn: text('Log group of the commands run in containers with ECS Exec.'),
  },
} as const satisfies Contract;

/** Published by `<service>-registry`. */
export const registryContract = {
  name: 'registry',
  outputs: {
    repository_url: text('Where images are pushed to and pulled from.'),
    repository_arn: text('The ECR repository.'),
    repository_name: text('Name of the ECR repository.'),
  },
} as const satisfies Contract;

/** Published by `<env>-<service>`. */
export const serviceContract = {
  name: 'service',
  outputs: {
    service_name: text('Name of the ECS service.'),
    service_arn: text('The ECS service.'),
    container_name: text('The container that releases change.'),
    task_definition_family: text('Family of the task definition.'),
    execution_role_arn: text('Role that pulls the image and reads the secrets.'),
    task_role_arn: text('Role of the running application.'),
    placeholder_family: text('Family of the task definition that runs until the first release.'),
    image_parameter_name: text('SSM parameter with the deployed image.'),
    image_parameter_arn: text('The SSM parameter with the deployed image.'),
    origin_secret_parameter_name: text(
      'SSM parameter, with its version, of the value that requests carry in the origin header.',
    ),
  },
} as const satisfies Contract;

/** Published by `<service>-pipeline`; read by people and tools only. */
export const pipelineContract = {
  name: 'pipeline',
  outputs: {
    pipeline_name: text('Name of the pipeline.'),
    pipeline_arn: text('The pipeline.'),
  },
} as const satisfies Contract;

/** Published by `<env>-gateway`; read by people and tools only. */
export const gatewayContract = {
  name: 'gateway',
  outputs: {
    api_url: text('Base URL of the API.'),
    user_pool_id: text('The Cognito user pool.'),
    user_pool_client_id: text('The app client that signs users in.'),
    sign_in_url: text("Base URL of the user pool's sign-in pages."),
  },
} as const satisfies Contract;
