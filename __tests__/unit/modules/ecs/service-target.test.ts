import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Testing } from 'cdktf';
import { ServiceTarget } from '../../../../modules/ecs/service-target';
import { countResources, onlyResource, referenceTo } from '../../../helpers/terraform-json';

const synth = Testing.synthScope((scope) => {
  new ServiceTarget(scope, 'target', {
    targetGroupName: 'shop-dev-orders-12345678',
    vpcId: 'vpc-1',
    port: 8080,
    healthCheck: {
      path: '/${ok}',
      interval: 10,
      timeout: 3,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
      matcher: '200-299',
    },
    listenerArn: 'listener',
    priority: 200,
    path: 'shop/orders',
    originSecrets: ['newest', 'before'],
  });
});

describe('ServiceTarget', () => {
  it('is made of a target group and a listener rule', () => {
    expect(countResources(synth)).toEqual({ aws_lb_listener_rule: 1, aws_lb_target_group: 1 });
  });
});

describe('the target group of a ServiceTarget', () => {
  it('holds IP addresses, on the port of the containers', () => {
    expect(synth).toHaveResourceWithProperties(LbTargetGroup, {
      name: 'shop-dev-orders-12345678',
      vpc_id: 'vpc-1',
      target_type: 'ip',
      protocol: 'HTTP',
      port: 8080,
    });
  });

  it('checks health over HTTP on the port of the traffic, as configured', () => {
    expect(onlyResource(synth, LbTargetGroup).health_check).toEqual({
      enabled: true,
      protocol: 'HTTP',
      port: 'traffic-port',
      path: '/$${ok}',
      interval: 10,
      timeout: 3,
      healthy_threshold: 2,
      unhealthy_threshold: 3,
      matcher: '200-299',
    });
  });

  it('gives requests as long to end as API Gateway waits for them', () => {
    expect(synth).toHaveResourceWithProperties(LbTargetGroup, { deregistration_delay: '30' });
  });

  it('creates the new group before it destroys the old one, since the rule uses it', () => {
    expect(synth).toHaveResourceWithProperties(LbTargetGroup, { lifecycle: { create_before_destroy: true } });
  });
});

describe('the listener rule of a ServiceTarget', () => {
  it('forwards to the target group, at its own priority', () => {
    expect(synth).toHaveResourceWithProperties(LbListenerRule, {
      listener_arn: 'listener',
      priority: 200,
      action: [{ type: 'forward', target_group_arn: referenceTo(synth, LbTargetGroup, 'arn') }],
    });
  });

  it('takes the path and everything below it, and only requests with the origin header', () => {
    expect(onlyResource(synth, LbListenerRule).condition).toEqual([
      { path_pattern: { values: ['/shop/orders', '/shop/orders/*'] } },
      {
        http_header: {
          http_header_name: 'X-Origin-Verify',
          values: ['newest', 'before'],
        },
      },
    ]);
  });

  it('holds no more values than a rule may: five', () => {
    const conditions = onlyResource(synth, LbListenerRule).condition as Record<string, { values: string[] }>[];
    const values = conditions.flatMap((condition) => Object.values(condition)).flatMap((each) => each.values);
    expect(values).toHaveLength(4);
  });
});
