import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Testing } from 'cdktf';
import { FargateService, type FargateServiceProps } from '../../../../modules/ecs/fargate-service';
import { addressOf, countResources, onlyResource, referenceTo } from '../../../helpers/terraform-json';

function service(changes: Partial<FargateServiceProps> = {}): string {
  return Testing.synthScope((scope) => {
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
      executeCommand: false,
      forceDelete: false,
      dependsOn: [needed],
      ...changes,
    });
  });
}

describe('FargateService', () => {
  const synth = service();

  it('runs on Fargate, platform version LATEST', () => {
    expect(synth).toHaveResourceWithProperties(EcsService, {
      name: 'shop-dev-orders',
      cluster: 'cluster',
      launch_type: 'FARGATE',
      platform_version: 'LATEST',
      availability_zone_rebalancing: 'ENABLED',
    });
  });

  it('follows the newest task definition, and leaves the number of tasks to auto scaling', () => {
    expect(synth).toHaveResourceWithProperties(EcsService, {
      task_definition: 'task-definition',
      desired_count: 3,
      lifecycle: { ignore_changes: ['desired_count'] },
    });
  });

  it('starts all new tasks before it stops the old ones, and rolls back a deployment that fails', () => {
    expect(synth).toHaveResourceWithProperties(EcsService, {
      deployment_controller: { type: 'ECS' },
      deployment_circuit_breaker: { enable: true, rollback: true },
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      health_check_grace_period_seconds: 60,
      wait_for_steady_state: false,
    });
  });

  it('gets requests through the target group, on the port of its container', () => {
    expect(synth).toHaveResourceWithProperties(EcsService, {
      load_balancer: [{ target_group_arn: 'target-group', container_name: 'orders', container_port: 8080 }],
    });
  });

  it.each([true, false])('lets people run commands in its containers: %s', (executeCommand) => {
    expect(service({ executeCommand })).toHaveResourceWithProperties(EcsService, {
      enable_execute_command: executeCommand,
    });
  });

  it('copies its tags to its tasks', () => {
    expect(synth).toHaveResourceWithProperties(EcsService, {
      propagate_tags: 'SERVICE',
      enable_ecs_managed_tags: true,
    });
  });

  it('starts after what it depends on, and after the rules that let traffic through', () => {
    expect(synth).toHaveResourceWithProperties(EcsService, {
      depends_on: [
        'aws_ssm_parameter.needed',
        addressOf(synth, VpcSecurityGroupIngressRule),
        addressOf(synth, VpcSecurityGroupEgressRule),
      ],
    });
  });

  it('is made of the service, its security group and two rules', () => {
    expect(countResources(synth)).toEqual({
      aws_ecs_service: 1,
      aws_security_group: 1,
      aws_ssm_parameter: 1, // what the test lets it depend on
      aws_vpc_security_group_egress_rule: 1,
      aws_vpc_security_group_ingress_rule: 1,
    });
  });
});

describe.each([true, false])('FargateService, for %s,', (value) => {
  it('gives its tasks public addresses as told', () => {
    const synth = service({ assignPublicIp: value });
    expect(onlyResource(synth, EcsService).network_configuration).toEqual({
      subnets: ['subnet-1', 'subnet-2'],
      security_groups: [referenceTo(synth, SecurityGroup, 'id')],
      assign_public_ip: value,
    });
  });

  it('is deleted with its running tasks as told', () => {
    expect(onlyResource(service({ forceDelete: value }), EcsService)).toMatchObject({ force_delete: value });
  });
});

describe('the security group of a FargateService', () => {
  const synth = service();

  it('lets in only the load balancer, on the port of the container', () => {
    expect(onlyResource(synth, VpcSecurityGroupIngressRule)).toEqual({
      security_group_id: referenceTo(synth, SecurityGroup, 'id'),
      referenced_security_group_id: 'sg-load-balancer',
      ip_protocol: 'tcp',
      from_port: 8080,
      to_port: 8080,
      description: 'Requests and health checks of the load balancer.',
    });
  });

  it('lets tasks call any address', () => {
    expect(synth).toHaveResourceWithProperties(VpcSecurityGroupEgressRule, {
      ip_protocol: '-1',
      cidr_ipv4: '0.0.0.0/0',
    });
  });

  it('has the name and the VPC that were given', () => {
    expect(synth).toHaveResourceWithProperties(SecurityGroup, {
      name: 'shop-dev-orders-tasks',
      vpc_id: 'vpc-1',
      tags: { Name: 'shop-dev-orders-tasks' },
      lifecycle: { create_before_destroy: true },
    });
  });
});
