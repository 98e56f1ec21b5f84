import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { FargateService, type FargateServiceProps } from '../../../../modules/ecs/fargate-service';
import { onlyResource, type StackJson } from '../../../helpers/synth';
import { synthesizeScope } from '../../../helpers/synth-scope';

function running(changes: Partial<FargateServiceProps> = {}): StackJson {
  return synthesizeScope((scope) => {
    const needed = new SsmParameter(scope, 'needed', { name: 'needed', type: 'String' });
    new FargateService(scope, 'service', {
      serviceName: 'shop-dev-orders',
      clusterArn: 'cluster',
      taskDefinitionArn: 'task-definition',
      desiredCount: 3,
      subnetIds: ['subnet-1', 'subnet-2'],
      assignPublicIp: false,
      vpcId: 'vpc-1',
      securityGroupName: 'shop-dev-orders-tasks',
      loadBalancerSecurityGroupId: 'sg-load-balancer',
      targetGroupArn: 'target-group',
      containerName: 'orders',
      port: 8080,
      forceDelete: false,
      dependsOn: [needed],
      ...changes,
    });
  });
}

const service = onlyResource(running(), 'aws_ecs_service');

describe('the service', () => {
  it('runs on Fargate, platform LATEST', () => {
    expect(service).toMatchObject({
      name: 'shop-dev-orders',
      cluster: 'cluster',
      launch_type: 'FARGATE',
      platform_version: 'LATEST',
      availability_zone_rebalancing: 'ENABLED',
    });
  });

  it('follows the newest task definition, and leaves the number of tasks to auto scaling', () => {
    expect(service).toMatchObject({
      task_definition: 'task-definition',
      desired_count: 3,
      lifecycle: { ignore_changes: ['desired_count'] },
    });
  });

  it('starts a full set of new tasks before the old ones stop, and rolls back by itself', () => {
    expect(service).toMatchObject({
      deployment_controller: { type: 'ECS' },
      deployment_circuit_breaker: { enable: true, rollback: true },
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      health_check_grace_period_seconds: 60,
      wait_for_steady_state: false,
    });
  });

  it('is reached through the target group on the port of its container', () => {
    expect(service.load_balancer).toEqual([
      { target_group_arn: 'target-group', container_name: 'orders', container_port: 8080 },
    ]);
  });

  it('hands its tags to its tasks, and lets people in with ECS Exec', () => {
    expect(service).toMatchObject({
      propagate_tags: 'SERVICE',
      enable_ecs_managed_tags: true,
      enable_execute_command: true,
    });
  });

  it.each([true, false])('gives its tasks public addresses when told %s', (assignPublicIp) => {
    expect(onlyResource(running({ assignPublicIp }), 'aws_ecs_service').network_configuration).toEqual({
      subnets: ['subnet-1', 'subnet-2'],
      security_groups: [expect.stringMatching(/^\$\{aws_security_group\..+\.id\}$/)],
      assign_public_ip: assignPublicIp,
    });
  });

  it.each([true, false])('is deleted with running tasks when told %s', (forceDelete) => {
    expect(onlyResource(running({ forceDelete }), 'aws_ecs_service')).toMatchObject({ force_delete: forceDelete });
  });

  it('waits for what it needs, and for the rules that let traffic through', () => {
    expect(service.depends_on).toEqual([
      'aws_ssm_parameter.needed',
      expect.stringMatching(/^aws_vpc_security_group_ingress_rule\./),
      expect.stringMatching(/^aws_vpc_security_group_egress_rule\./),
    ]);
  });
});

describe('the security group of the tasks', () => {
  it('admits the load balancer on the port of the containers, and nobody else', () => {
    expect(onlyResource(running(), 'aws_vpc_security_group_ingress_rule')).toEqual({
      security_group_id: expect.stringMatching(/^\$\{aws_security_group\..+\.id\}$/) as string,
      referenced_security_group_id: 'sg-load-balancer',
      ip_protocol: 'tcp',
      from_port: 8080,
      to_port: 8080,
      description: 'Requests and health checks of the load balancer.',
    });
  });

  it('lets tasks call whatever they need', () => {
    expect(onlyResource(running(), 'aws_vpc_security_group_egress_rule')).toMatchObject({
      ip_protocol: '-1',
      cidr_ipv4: '0.0.0.0/0',
    });
  });

  it('is replaced before the old one is gone, since tasks use it', () => {
    expect(onlyResource(running(), 'aws_security_group')).toMatchObject({
      name: 'shop-dev-orders-tasks',
      vpc_id: 'vpc-1',
      tags: { Name: 'shop-dev-orders-tasks' },
      lifecycle: { create_before_destroy: true },
    });
  });
});
