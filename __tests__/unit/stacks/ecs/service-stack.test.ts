import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import type { App } from 'cdktf';
import type { Deployment, Environment } from '../../../../config/types';
import { serviceContract } from '../../../../stacks/contracts';
import { ClusterStack } from '../../../../stacks/ecs/cluster-stack';
import { RegistryStack } from '../../../../stacks/ecs/registry-stack';
import { ServiceStack } from '../../../../stacks/ecs/service-stack';
import { NetworkStack } from '../../../../stacks/network/network-stack';
import { oncePer } from '../../../helpers/once-per';
import { testDeployment, testEnvironment, testPlatform } from '../../../helpers/test-platform';
import { synthStacks, textOf } from '../../../helpers/synth';
import { countResources, onlyResource, parseStack, resourcesOf, resourceWith } from '../../../helpers/terraform-json';

const platform = testPlatform();

/** What differs from the test deployment, and from the test environment. */
type Changes = readonly [deployment: Partial<Deployment>, environment: Partial<Environment>];

/** Adds the stack of `hello` in `dev` to an app, with those that it reads from. */
function addService(app: App, deployment: Partial<Deployment>, changes: Partial<Environment>): void {
  const environment = testEnvironment(changes);
  const network = new NetworkStack(app, platform, environment);
  const cluster = new ClusterStack(app, platform, environment);
  const registry = new RegistryStack(app, platform, { service: 'hello', environments: [environment] });
  const props = { environment, service: 'hello', deployment: testDeployment(deployment) };
  new ServiceStack(app, platform, props, { network, cluster, registry });
}

/** The stack of `hello` as text, and all stacks of its app. */
const synthesizeService = oncePer(([deployment, environment]: Changes) => {
  const app = synthStacks((scope) => {
    addService(scope, deployment, environment);
  });
  return { app, stack: textOf(app, 'dev-hello') };
});

function hello(deployment: Partial<Deployment> = {}, environment: Partial<Environment> = {}): string {
  return synthesizeService([deployment, environment]).stack;
}

describe('the settings of the reference', () => {
  const stack = hello();

  it('target group: type ip, HTTP:80', () => {
    expect(stack).toHaveResourceWithProperties(LbTargetGroup, { target_type: 'ip', protocol: 'HTTP', port: 80 });
  });

  it('health check: HTTP, traffic-port, healthy 5, unhealthy 2, timeout 5 s, interval 30 s, success 200', () => {
    expect(onlyResource(stack, LbTargetGroup).health_check).toEqual({
      enabled: true,
      protocol: 'HTTP',
      path: '/',
      port: 'traffic-port',
      healthy_threshold: 5,
      unhealthy_threshold: 2,
      timeout: 5,
      interval: 30,
      matcher: '200',
    });
  });

  it('task: 0.5 vCPU, 1 GB, Fargate, awsvpc, container port 80', () => {
    const taskDefinition = resourceWith(stack, EcsTaskDefinition, { family: 'shop-dev-hello' });
    expect(taskDefinition).toMatchObject({
      cpu: '512',
      memory: '1024',
      requires_compatibilities: ['FARGATE'],
      network_mode: 'awsvpc',
    });
    expect(JSON.parse(String(taskDefinition.container_definitions))).toMatchObject([
      { name: 'hello', portMappings: [{ containerPort: 80, hostPort: 80, protocol: 'tcp' }] },
    ]);
  });

  it('service: FARGATE, platform LATEST, behind the load balancer', () => {
    const service = onlyResource(stack, EcsService);
    expect(service).toMatchObject({ launch_type: 'FARGATE', platform_version: 'LATEST' });
    expect(service.load_balancer).toMatchObject([{ container_name: 'hello', container_port: 80 }]);
  });

  it('tasks: minimum 1, desired 1, maximum 4', () => {
    expect(stack).toHaveResourceWithProperties(EcsService, { desired_count: 1 });
    expect(stack).toHaveResourceWithProperties(AppautoscalingTarget, { min_capacity: 1, max_capacity: 4 });
  });

  it('scaling: ECSServiceAverageCPUUtilization at 60 %, out after 60 s, in after 300 s, scale-in on', () => {
    expect(stack).toHaveResourceWithProperties(AppautoscalingPolicy, {
      target_tracking_scaling_policy_configuration: {
        predefined_metric_specification: { predefined_metric_type: 'ECSServiceAverageCPUUtilization' },
        target_value: 60,
        scale_out_cooldown: 60,
        scale_in_cooldown: 300,
        disable_scale_in: false,
      },
    });
  });

  it('order: load balancer before ECS', () => {
    expect(onlyResource(stack, EcsService).depends_on).toContainEqual(expect.stringMatching(/^aws_lb_listener_rule\./));
  });
});

describe('the stack of a service', () => {
  const { app, stack } = synthesizeService([{ api: { path: 'shop/hello', auth: 'none', listenerPriority: 77 } }, {}]);

  it('waits for the network, the cluster and the registry', () => {
    expect([...(app.dependencies.get('dev-hello') ?? [])].sort()).toEqual([
      'dev-cluster',
      'dev-network',
      'hello-registry',
    ]);
  });

  it('publishes its contract', () => {
    expect(Object.keys(parseStack(stack).output ?? {}).sort()).toEqual(Object.keys(serviceContract.outputs).sort());
    expect(parseStack(stack).output).toMatchObject({
      container_name: { value: 'hello' },
      service_arn: { value: expect.stringMatching(/^\$\{aws_ecs_service\..+\.id\}$/) as string },
    });
  });

  it('holds exactly the resources of one service', () => {
    expect(countResources(stack)).toEqual({
      aws_appautoscaling_policy: 1,
      aws_appautoscaling_target: 1,
      aws_cloudwatch_log_group: 1,
      aws_cloudwatch_metric_alarm: 2,
      aws_ecs_service: 1,
      aws_ecs_task_definition: 2,
      aws_iam_role: 3,
      aws_iam_role_policy: 3,
      aws_lb_listener_rule: 1,
      aws_lb_target_group: 1,
      aws_security_group: 1,
      aws_ssm_parameter: 2,
      aws_vpc_security_group_egress_rule: 1,
      aws_vpc_security_group_ingress_rule: 1,
    });
  });

  it('runs in the subnets, the VPC and the cluster of its environment', () => {
    const network = 'data.terraform_remote_state.dev-network-state.outputs';
    const cluster = 'data.terraform_remote_state.dev-cluster-state.outputs';
    expect(stack).toHaveResourceWithProperties(LbListenerRule, { listener_arn: `\${${network}.listener_arn}` });
    expect(onlyResource(stack, EcsService)).toMatchObject({
      cluster: `\${${cluster}.cluster_arn}`,
      network_configuration: { subnets: `\${${network}.task_subnet_ids}` },
    });
    expect(onlyResource(stack, AppautoscalingTarget).resource_id).toMatch(
      /^service\/\$\{data\.terraform_remote_state\.dev-cluster-state\.outputs\.cluster_name\}\/\$\{aws_ecs_service\..+\.name\}$/,
    );
  });

  it('pulls only from the repository of the service', () => {
    const policies = resourcesOf(stack, IamRolePolicy).map(({ policy }) => String(policy));
    expect(policies.join()).toContain(
      '"Resource":"${data.terraform_remote_state.hello-registry-state.outputs.repository_arn}"',
    );
  });

  it('offers the configured path at the configured priority', () => {
    expect(stack).toHaveResourceWithProperties(LbListenerRule, {
      priority: 77,
      condition: [
        { path_pattern: { values: ['/shop/hello', '/shop/hello/*'] } },
        { http_header: expect.anything() as unknown },
      ],
    });
  });

  it('names every resource after the platform, the environment and the service', () => {
    expect(stack).toHaveResourceWithProperties(EcsService, { name: 'shop-dev-hello' });
    expect(stack).toHaveResourceWithProperties(SsmParameter, { name: '/shop/dev/hello/image' });
    expect(stack).toHaveResourceWithProperties(CloudwatchLogGroup, { name: '/shop/dev/hello' });
    expect(resourcesOf(stack, EcsTaskDefinition).map(({ family }) => family)).toEqual([
      'shop-dev-hello',
      'shop-dev-hello_placeholder',
    ]);
    expect(resourcesOf(stack, IamRole).map(({ name }) => name)).toEqual([
      'shop-dev-hello_placeholder',
      'shop-dev-hello-execution',
      'shop-dev-hello-task',
    ]);
    expect(resourcesOf(stack, CloudwatchMetricAlarm).map(({ alarm_name }) => alarm_name)).toEqual([
      'shop-dev-hello-server-errors',
      'shop-dev-hello-unhealthy-hosts',
    ]);
  });
});

describe('the execution role of a service', () => {
  it('decrypts its secrets with the keys of the config', () => {
    const key = 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const secrets = { TOKEN: 'arn:aws:ssm:eu-central-1:123456789012:parameter/token' };
    const policies = resourcesOf(hello({ secrets, secretKeys: [key] }), IamRolePolicy).map(({ policy }) =>
      String(policy),
    );
    expect(policies.filter((policy) => policy.includes(`"Action":"kms:Decrypt","Resource":"${key}"`))).toHaveLength(1);
  });
});

describe('commands in the containers of a service', () => {
  it.each([
    [true, 'OpenExecSession'],
    [false, 'RefuseExecSession'],
  ])('are allowed when executeCommand is %s: its task role has %s', (executeCommand, sid) => {
    const stack = hello({ executeCommand });
    expect(stack).toHaveResourceWithProperties(EcsService, { enable_execute_command: executeCommand });
    expect(
      resourcesOf(stack, IamRolePolicy)
        .map(({ policy }) => String(policy))
        .join(),
    ).toContain(`"Sid":"${sid}"`);
  });
});

describe('the stack of a service in its environment', () => {
  it.each([
    [0, true],
    [1, false],
    [2, false],
  ])('with %d NAT gateways gives tasks public addresses: %s', (natGateways, assigned) => {
    const network = { cidr: '10.0.0.0/16', availabilityZones: 2, natGateways };
    expect(onlyResource(hello({}, { network }), EcsService)).toMatchObject({
      network_configuration: { assign_public_ip: assigned },
    });
  });

  it.each([true, false])('with protect %s sets force_delete to the opposite', (protect) => {
    expect(hello({}, { protect })).toHaveResourceWithProperties(EcsService, { force_delete: !protect });
  });

  it('notifies the alarm topics', () => {
    const topic = 'arn:aws:sns:eu-central-1:123456789012:alarms';
    for (const alarm of resourcesOf(hello({}, { alarmTopicArns: [topic] }), CloudwatchMetricAlarm)) {
      expect(alarm).toMatchObject({ alarm_actions: [topic], ok_actions: [topic] });
    }
  });

  it('with another port has another target group, and keeps all other names', () => {
    const before = hello({ port: 80 });
    const after = hello({ port: 8080 });
    expect(onlyResource(after, LbTargetGroup).name).not.toBe(onlyResource(before, LbTargetGroup).name);
    for (const type of [EcsService, SecurityGroup, SsmParameter]) {
      const names = [before, after].map((stack) => resourcesOf(stack, type).map(({ name }) => name));
      expect(names[1]).toEqual(names[0]);
    }
  });

  it('with another address block has another target group and security group', () => {
    const after = hello({}, { network: { cidr: '10.9.0.0/16', availabilityZones: 2, natGateways: 1 } });
    for (const type of [LbTargetGroup, SecurityGroup]) {
      expect(onlyResource(after, type).name).not.toBe(onlyResource(hello(), type).name);
    }
  });
});
